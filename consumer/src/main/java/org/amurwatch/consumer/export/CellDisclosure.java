package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amurwatch.avro.Position;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.precision.ReleaseLimits;

/**
 * Centres of cells in place of places, and other names in place of those by which one could find them: the same for good under one
 * secret, so that exports can be joined. Every place is treated alike, whatever was seen there: else the coarse ones would point at
 * what is rare.
 */
final class CellDisclosure implements Disclosure {

    private static final int HEX_DIGITS = 20;

    private final Cells cells;
    private final SecretKeySpec key;

    /** @param secret behind the names */
    CellDisclosure(Cells cells, String secret) {
        this.cells = cells;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public Position position(Position exact) {
        return cells.centre(exact);
    }

    @Override
    public String name(NameOf kind, String sourceId, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal((kind + "\n" + sourceId + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256.", e);
        }
    }

    @Override
    public boolean tells(Observation event) {
        return !(event instanceof OfPoachingAlert sign
                && ReleaseLimits.NEVER.contains(sign.alert().getKind()));
    }

    @Override
    public Optional<BigDecimal> degrees() {
        return Optional.of(cells.degrees());
    }

    @Override
    public Optional<String> words() {
        return Optional.of(
                "Coordinates are the centre of a cell of " + cells.degrees().toPlainString() + " degree.");
    }
}
