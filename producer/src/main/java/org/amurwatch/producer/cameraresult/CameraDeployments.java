package org.amurwatch.producer.cameraresult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deployments of cameras, and the folders that their pictures lie in. */
final class CameraDeployments {

    private static final int DEEPEST = 40;

    private final Map<String, Camera> byFolder = new LinkedHashMap<>();

    /** @throws IllegalArgumentException with a sentence, if two have one id or one folder */
    CameraDeployments(List<Camera> cameras) {
        Map<String, Camera> byId = new LinkedHashMap<>();
        for (Camera camera : cameras) {
            String id = camera.id();
            if (byId.put(id, camera) != null) {
                throw new IllegalArgumentException("Two deployments have the id '" + id + "'.");
            }
            Camera other = byFolder.put(segments(camera.folder()), camera);
            if (other != null) {
                throw new IllegalArgumentException(
                        "Deployments '" + other.id() + "' and '" + id
                                + "' have the same folder, so nothing says whose its pictures are: give each a folder of its own.");
            }
        }
    }

    /**
     * The deployment that a picture is of: the one whose folder is in its path. Of several the deepest holds, and of those that
     * end alike the longest.
     */
    @Nullable
    Camera of(String path) {
        List<String> folders = List.of(path.replace('\\', '/').split("/", -1));
        int deepest = Math.min(folders.size() - 1, DEEPEST);
        for (int end = deepest; end > 0; end--) {
            for (int begin = 0; begin < end; begin++) {
                Camera camera = byFolder.get(String.join("/", folders.subList(begin, end)));
                if (camera != null) {
                    return camera;
                }
            }
        }
        return null;
    }

    Collection<Camera> all() {
        return Collections.unmodifiableCollection(byFolder.values());
    }

    private static String segments(String folder) {
        List<String> segments =
                new ArrayList<>(List.of(folder.replace('\\', '/').split("/", -1)));
        segments.removeIf(String::isEmpty);
        return String.join("/", segments);
    }
}
