package org.amurwatch.local.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The images of what is not ours, by the same variables, with the same defaults, as docker-compose.yml. */
final class Images {

    private static final int PULL_MINUTES = 10;

    private Images() {}

    static DockerImageName kafka() {
        return image("AMURWATCH_IMAGE_KAFKA", "apache/kafka:4.3.1");
    }

    static DockerImageName registry() {
        return image("AMURWATCH_IMAGE_REGISTRY", "apicurio/apicurio-registry:3.0.9");
    }

    /** The image, which is on this machine from then on; the calling test ends where it can't be had. */
    private static DockerImageName image(String variable, String standard) {
        String name = System.getenv().getOrDefault(variable, standard);
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(name).exec();
        } catch (NotFoundException absent) {
            pull(docker, name, variable);
        }
        return DockerImageName.parse(name).asCompatibleSubstituteFor(standard.substring(0, standard.indexOf(':')));
    }

    private static void pull(DockerClient docker, String name, String variable) {
        try {
            if (docker.pullImageCmd(name)
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                return;
            }
            lack("Image " + name + " was not pulled within " + PULL_MINUTES + " minutes.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " was pulled.", e);
        } catch (RuntimeException e) {
            lack("Image " + name + " is not on this machine and can't be pulled (" + e.getMessage() + "). " + variable
                    + " names another.");
        }
    }

    /** Ends the calling test: skipped, with the reason, or failed where container tests are required. */
    private static void lack(String reason) {
        if (NeedsDocker.Engine.required()) {
            throw new AssertionError(reason);
        }
        Assumptions.abort(reason);
    }
}
