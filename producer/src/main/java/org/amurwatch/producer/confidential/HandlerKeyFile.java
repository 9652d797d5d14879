package org.amurwatch.producer.confidential;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.EnumSet;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * A handler's pair of keys in two files: the private one encrypted by a passphrase (an encrypted JWK, RFC 7517, section 7), for its
 * owner alone, and the public one (a JWK) beside it.
 */
final class HandlerKeyFile {

    /** OWASP's Password Storage Cheat Sheet (2023) asks for 210,000 with HMAC-SHA-512. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int FILE_AT_MOST = 16 << 10;

    private HandlerKeyFile() {}

    /** Where the public key stands: handler.key has its own in handler.pub. */
    static Path publicFile(Path privateFile) {
        String name = String.valueOf(privateFile.getFileName());
        return privateFile.resolveSibling(name.replaceFirst("\\.key$", "") + ".pub");
    }

    /**
     * Makes a pair of keys, and both files.
     *
     * @return the public key
     * @throws CommandFailure if one of the files is there already, or can't be written
     */
    static ECKey create(Path privateFile, byte[] passphrase) {
        try {
            ECKey key =
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
            Path publicFile = publicFile(privateFile);
            if (Files.exists(publicFile)) {
                throw new FileAlreadyExistsException(publicFile.toString());
            }
            write(privateFile, encrypted(key, passphrase), "rw-------");
            write(publicFile, key.toPublicJWK().toJSONString(), "rw-r--r--");
            return key.toPublicJWK();
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.usage(e.getMessage()
                    + " is there already: what was sealed for it could never be opened again. Name another file.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Can't write the keys: " + e.getMessage(), e);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java runtime has P-256, PBKDF2 and AES.", e);
        }
    }

    private static String encrypted(ECKey key, byte[] passphrase) throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.PBES2_HS512_A256KW, EncryptionMethod.A256GCM)
                        .contentType("jwk+json")
                        .build(),
                new Payload(key.toJSONString()));
        jwe.encrypt(new PasswordBasedEncrypter(passphrase, SALT_BYTES, ITERATIONS));
        return jwe.serialize();
    }

    private static void write(Path file, String text, String mode) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** @throws CommandFailure if the file is no public key, or holds the private one */
    static ECKey readPublic(Path file) {
        try {
            ECKey key = ECKey.parse(text(file));
            if (key.isPrivate()) {
                throw CommandFailure.usage(file + " holds a private key that is not encrypted: expected the public one,"
                        + " which 'confidential key create' writes beside it (.pub).");
            }
            if (!Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw noKey(file, "public key (.pub)");
            }
            return key;
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            throw noKey(file, "public key (.pub)");
        }
    }

    /** @throws CommandFailure if the file is no private key of ours, or the passphrase is not its own */
    static ECKey readPrivate(Path file, byte[] passphrase) {
        JWEObject jwe;
        try {
            jwe = JWEObject.parse(text(file));
        } catch (ParseException e) {
            throw noKey(file, "private key (.key)");
        }
        try {
            jwe.decrypt(new PasswordBasedDecrypter(passphrase));
            return ECKey.parse(jwe.getPayload().toString());
        } catch (JOSEException | ParseException | IllegalStateException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The passphrase does not open " + file + ", or the file was changed.");
        }
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FILE_AT_MOST), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the key " + file + ": " + e.getMessage());
        }
    }

    private static CommandFailure noKey(Path file, String expected) {
        return CommandFailure.usage(
                file + " is no key of a handler: expected the " + expected + " of 'confidential key create'.");
    }
}
