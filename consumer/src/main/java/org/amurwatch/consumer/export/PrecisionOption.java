package org.amurwatch.consumer.export;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --precision}. */
final class PrecisionOption implements ITypeConverter<ExportPrecision> {

    @Override
    public ExportPrecision convert(String text) {
        try {
            return ExportPrecision.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
