package org.amurwatch.producer.wildlifeinsights;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.StoredFiles;
import org.amurwatch.producer.table.TableFile;
import org.amurwatch.producer.table.TableForm;
import org.amurwatch.producer.table.TableReader;
import org.jspecify.annotations.Nullable;

/**
 * An export of Wildlife Insights in a folder or zip, as a package of observations: {@code deployments.csv} and {@code images.csv}
 * (one of each, or one for each project); {@code projects.csv} and {@code cameras.csv} say nothing that is needed. It states all
 * that Wildlife Insights knows of its deployments.
 */
public final class WildlifeInsightsExport implements CameraPackage {

    private static final Pattern DEPLOYMENTS = tables("deployments");
    private static final Pattern IMAGES = tables("images");

    private final StoredFiles files;
    private final List<TableFile> deployments;
    private final List<TableFile> images;
    private final ExportRows rows;
    private final Set<String> projects = new TreeSet<>();
    private long fuzzed;

    private WildlifeInsightsExport(StoredFiles files, ZoneId zone) {
        this.files = files;
        List<TableFile> tables = files.tables();
        this.deployments = named(tables, DEPLOYMENTS, "deployments.csv");
        this.images = named(tables, IMAGES, "images.csv");
        this.rows = new ExportRows(zone);
        read(deployments, ExportRows.DEPLOYMENT_COLUMNS, row -> {
            String project = row.text("project_id");
            if (project != null) {
                projects.add(project);
            }
            fuzzed += row.flag("fuzzed") ? 1 : 0;
        });
        // So that a table that is none is told before anything is read of the other.
        for (TableFile table : images) {
            open(table, ExportRows.IMAGE_COLUMNS, reader -> {});
        }
    }

    /**
     * Opens an export.
     *
     * @param zone of all its times, which have none
     * @throws CommandFailure (wrong usage) if it can't be read, or lacks a table or column
     */
    public static WildlifeInsightsExport open(Path path, ZoneId zone) {
        StoredFiles files = StoredFiles.open(path);
        try {
            return new WildlifeInsightsExport(files, zone);
        } catch (RuntimeException e) {
            closeQuietly(files);
            throw e;
        }
    }

    /** {@code wildlife-insights-} and the project's id; null where the export is of several projects. */
    @Override
    public @Nullable String projectId() {
        return projects.size() == 1 ? "wildlife-insights-" + projects.iterator().next() : null;
    }

    @Override
    public @Nullable Instant created() {
        return null;
    }

    @Override
    public boolean individualAnimals() {
        return true;
    }

    @Override
    public List<String> notes() {
        return fuzzed == 0
                ? List.of()
                : List.of(fuzzed + " deployments are marked 'fuzzed': Wildlife Insights made their positions coarse.");
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean unnamedAnimals() {
        return false;
    }

    @Override
    public void deployments(RowHandler handler) {
        read(deployments, ExportRows.DEPLOYMENT_COLUMNS, row -> handler.offer(rows.deployment(row)));
    }

    @Override
    public void observations(RowHandler handler) {
        read(images, ExportRows.IMAGE_COLUMNS, row -> handler.offer(rows.observation(row)));
    }

    @Override
    public void close() {
        closeQuietly(files);
    }

    /** What to do with a row. */
    @FunctionalInterface
    private interface RowUse {
        void of(Row row);
    }

    /** What to do with an open table. */
    @FunctionalInterface
    private interface TableUse {
        void of(TableReader table) throws IOException;
    }

    private static void read(List<TableFile> tables, List<String> columns, RowUse use) {
        for (TableFile table : tables) {
            open(table, columns, reader -> {
                for (Row row = reader.next(); row != null; row = reader.next()) {
                    use.of(row);
                }
            });
        }
    }

    private static void open(TableFile table, List<String> columns, TableUse use) {
        try (TableReader reader = table.read(TableForm.usual())) {
            for (String column : columns) {
                if (!reader.columns().has(column)) {
                    throw CommandFailure.usage(table.name() + " has no column " + column
                            + ": this is not the table that Wildlife Insights exports.");
                }
            }
            use.of(reader);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + table.name() + ": " + e.getMessage() + ".");
        }
    }

    private static List<TableFile> named(List<TableFile> tables, Pattern pattern, String usual) {
        List<TableFile> named = tables.stream()
                .filter(table -> pattern.matcher(table.name()).matches())
                .toList();
        if (named.isEmpty()) {
            throw CommandFailure.usage("There is no " + usual + " in it: give the folder or zip that Wildlife Insights"
                    + " exported, with projects.csv, cameras.csv, deployments.csv and images.csv.");
        }
        return named;
    }

    private static Pattern tables(String name) {
        return Pattern.compile("(?:.*/)?" + name + "(?:_[^/]*)?\\.csv(?:\\.gz)?");
    }

    private static void closeQuietly(StoredFiles files) {
        try {
            files.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
