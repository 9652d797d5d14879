/** Files of reference data: GeoJSON features, records in YAML or CSV; every fault of a file is named with its place. Pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.file;
