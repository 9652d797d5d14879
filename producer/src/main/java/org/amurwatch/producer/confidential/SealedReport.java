package org.amurwatch.producer.confidential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.Arrays;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** A statement as a JWE in compact form (RFC 7516), that the handler's private key alone opens. */
final class SealedReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Statements are filled up to a multiple of it, or the length of a JWE would tell how much was said. */
    private static final int BLOCK_BYTES = 1_024;

    private SealedReport() {}

    static String seal(Statement statement, ECKey handler) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(handler.getKeyID())
                .build();
        try {
            JWEObject sealed = new JWEObject(header, new Payload(filledUp(JSON.writeValueAsBytes(statement))));
            sealed.encrypt(new ECDHEncrypter(handler.toPublicJWK()));
            return sealed.serialize();
        } catch (JOSEException | JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The report can't be sealed with the handler's key. Nothing was sent.");
        }
    }

    /** JSON may end in spaces. */
    private static byte[] filledUp(byte[] json) {
        byte[] filled = Arrays.copyOf(json, (json.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
        Arrays.fill(filled, json.length, filled.length, (byte) ' ');
        return filled;
    }

    /** Which key opens it; empty where the text says none. */
    static String keyId(String sealed) {
        try {
            String id = JWEObject.parse(sealed.strip()).getHeader().getKeyID();
            return id == null ? "" : id;
        } catch (ParseException e) {
            return "";
        }
    }

    /** @throws CommandFailure if the text is no sealed report, or was sealed for another key, or was changed */
    static Statement open(String sealed, ECKey handler) {
        try {
            JWEObject jwe = JWEObject.parse(sealed.strip());
            if (!JWEAlgorithm.ECDH_ES_A256KW.equals(jwe.getHeader().getAlgorithm())) {
                throw unopened();
            }
            jwe.decrypt(new ECDHDecrypter(handler));
            return JSON.readValue(jwe.getPayload().toBytes(), Statement.class);
        } catch (ParseException | JOSEException | IOException | IllegalStateException e) {
            throw unopened();
        }
    }

    private static CommandFailure unopened() {
        return new CommandFailure(
                ExitCode.FAILED,
                "This key does not open the report: it was sealed for another one, or is no sealed report, or was changed."
                        + " 'confidential list' says which key each report is for.");
    }
}
