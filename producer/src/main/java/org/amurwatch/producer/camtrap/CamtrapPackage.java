package org.amurwatch.producer.camtrap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.Row.Columns;
import org.amurwatch.producer.table.StoredFiles;
import org.amurwatch.producer.table.TableReader;
import org.jspecify.annotations.Nullable;

/**
 * A Camtrap DP package (1.0, 1.0.x or 0.1.6) in a folder or zip, its tables read row by row, as often as wanted and never
 * whole in memory (but inline tables, which are part of datapackage.json).
 */
public final class CamtrapPackage implements CameraPackage {

    private final StoredFiles files;
    private final PackageDescriptor descriptor;

    private CamtrapPackage(StoredFiles files, PackageDescriptor descriptor) {
        this.files = files;
        this.descriptor = descriptor;
    }

    /** @throws CommandFailure (wrong usage) if this is no package that can be read */
    public static CamtrapPackage open(Path path) {
        StoredFiles files = StoredFiles.ofPackage(path, PackageDescriptor.FILE);
        try {
            return new CamtrapPackage(files, PackageDescriptor.read(files));
        } catch (IOException e) {
            closeQuietly(files);
            throw CommandFailure.usage("Can't read datapackage.json of " + path + ": " + e.getMessage() + ".");
        } catch (RuntimeException e) {
            closeQuietly(files);
            throw e;
        }
    }

    public PackageDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public @Nullable String projectId() {
        return descriptor.projectId();
    }

    @Override
    public @Nullable Instant created() {
        return descriptor.created();
    }

    @Override
    public boolean individualAnimals() {
        return descriptor.individualAnimals();
    }

    @Override
    public List<String> notes() {
        return descriptor.notes();
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean unnamedAnimals() {
        return false;
    }

    /** Reads deployments, in the order of the file. */
    @Override
    public void deployments(RowHandler handler) {
        read(
                PackageDescriptor.DEPLOYMENTS,
                List.of(
                        List.of("deploymentID"),
                        List.of("latitude"),
                        List.of("longitude"),
                        List.of("deploymentStart", "start")),
                handler);
    }

    /** Reads observations, in the order of the file. */
    @Override
    public void observations(RowHandler handler) {
        read(
                PackageDescriptor.OBSERVATIONS,
                List.of(
                        List.of("observationID"),
                        List.of("deploymentID"),
                        List.of("observationType"),
                        List.of("eventStart", "timestamp")),
                handler);
    }

    /** Those whose files are in the package; many name addresses instead. */
    @Override
    public void pictures(PictureHandler handler) {
        PackageDescriptor.Resource table = descriptor.pictures();
        if (table == null) {
            return;
        }
        read(PackageDescriptor.MEDIA, table, List.of(List.of("mediaID"), List.of("filePath")), row -> {
            String mediaId = row.shortText(300, "mediaID");
            String path = row.text("filePath");
            if (mediaId != null && path != null && !path.contains("://")) {
                handler.accept(mediaId, path);
            }
        });
    }

    @Override
    public @Nullable InputStream picture(String path) throws IOException {
        return files.find(path);
    }

    private void read(String name, List<List<String>> required, RowHandler handler) {
        PackageDescriptor.Resource resource = descriptor.resources().get(name);
        if (resource == null) {
            throw new IllegalStateException("The descriptor was read without its resource " + name + ".");
        }
        read(name, resource, required, handler);
    }

    private void read(
            String name, PackageDescriptor.Resource resource, List<List<String>> required, RowHandler handler) {
        if (resource.inline() != null) {
            readInline(name, resource.inline(), resource.form().missingValues(), required, handler);
        }
        for (String path : resource.paths()) {
            try (InputStream stream = files.find(path)) {
                if (stream == null) {
                    throw CommandFailure.usage(
                            "The package has no file " + path + ", which datapackage.json names for '" + name + "'.");
                }
                readFile(path, stream, resource, required, handler);
            } catch (IOException e) {
                throw CommandFailure.usage("Can't read " + path + ": " + e.getMessage() + ".");
            }
        }
    }

    private static void readFile(
            String path,
            InputStream stream,
            PackageDescriptor.Resource resource,
            List<List<String>> required,
            RowHandler handler)
            throws IOException {
        try (TableReader table = TableReader.open(stream, path, resource.form())) {
            check(path, table.columns(), required);
            for (Row row = table.next(); row != null; row = table.next()) {
                handler.offer(row);
            }
        }
    }

    private static void readInline(
            String name, JsonNode data, Set<String> missing, List<List<String>> required, RowHandler handler) {
        boolean arrays = data.path(0).isArray();
        Set<String> header = new LinkedHashSet<>();
        if (arrays) {
            data.path(0).forEach(cell -> header.add(cell.asText()));
        } else {
            data.forEach(object -> object.fieldNames().forEachRemaining(header::add));
        }
        if (data.isEmpty()) {
            return;
        }
        Columns columns = new Columns(List.copyOf(header), missing);
        check("the inline table '" + name + "'", columns, required);
        long number = 1;
        for (JsonNode row : arrays ? rest(data) : data) {
            List<String> cells = new ArrayList<>();
            if (arrays) {
                row.forEach(cell -> cells.add(text(cell)));
            } else {
                header.forEach(column -> cells.add(text(row.path(column))));
            }
            handler.offer(new Row(columns, cells, PackageDescriptor.FILE, ++number));
        }
    }

    private static void check(String file, Columns columns, List<List<String>> required) {
        for (List<String> names : required) {
            if (names.stream().noneMatch(columns::has)) {
                throw CommandFailure.usage(file + " has no column " + names.get(0)
                        + ": this is not the table that Camtrap DP describes, or its delimiter is another.");
            }
        }
    }

    private static List<JsonNode> rest(JsonNode data) {
        List<JsonNode> rows = new ArrayList<>();
        data.forEach(rows::add);
        return rows.subList(1, rows.size());
    }

    private static String text(JsonNode cell) {
        return cell.isNull() || cell.isMissingNode() ? "" : cell.asText();
    }

    private static void closeQuietly(StoredFiles files) {
        try {
            files.close();
        } catch (IOException e) {
            // The failure that is being told matters more.
        }
    }

    @Override
    public void close() {
        closeQuietly(files);
    }
}
