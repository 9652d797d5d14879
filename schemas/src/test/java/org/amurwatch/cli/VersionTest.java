package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class VersionTest {

    @Test
    void shouldKnowWhatTheBuildFilledIn() {
        Version version = new Version();

        assertThat(version.number()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(version.timestamp()).isAfter("2020-01-01T00:00:00Z");
        assertThat(version.getVersion()[0]).isEqualTo("Amur Watch " + version.number());
    }

    @Test
    void shouldNameTheRevisionAndWhetherItWasChanged() {
        Version version = version("true");

        assertThat(version.revision()).contains("49bf93f1c2-changed");
        assertThat(version.getVersion()).contains("Revision 49bf93f1c2-changed, committed 2026-11-21T10:00:00Z");
        assertThat(version("false").revision()).contains("49bf93f1c2");
    }

    @Test
    void shouldLeaveOutWhatTheBuildDidNotKnow() {
        Properties build = new Properties();
        build.setProperty("version", "9.8.7");
        build.setProperty("revision", "");
        build.setProperty("committed", "${git.commit.time}");

        Version version = new Version(build);

        assertThat(version.revision()).isEmpty();
        assertThat(version.getVersion()).hasSize(2).startsWith("Amur Watch 9.8.7");
    }

    @Test
    void shouldAnswerForEveryCommandOfALine() {
        CommandLine line = CommandLines.of(new Parent());
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out));

        assertThat(line.execute("child", "--version")).isZero();

        assertThat(out.toString()).contains("Amur Watch " + new Version().number());
    }

    private static Version version(String changed) {
        Properties build = new Properties();
        build.setProperty("version", "9.8.7");
        build.setProperty("revision", "49bf93f1c2");
        build.setProperty("committed", "2026-11-21T10:00:00Z");
        build.setProperty("changed", changed);
        return new Version(build);
    }

    @Command(name = "parent", mixinStandardHelpOptions = true, subcommands = Child.class)
    static final class Parent {}

    @Command(name = "child", mixinStandardHelpOptions = true)
    static final class Child {}
}
