package org.amurwatch.signature;

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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** The key by which this system signs the files that it hands out. Its file is for its owner alone and holds both halves in PEM. */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final String PEM = "PRIVATE KEY";
    private static final int FILE_AT_MOST = 16 << 10;
    private static final byte[] PROBE = {1};

    private final PrivateKey key;
    private final PublicSigningKey publicKey;

    private SigningKey(PrivateKey key, PublicSigningKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * Reads the key of a file; makes both where there is no file.
     *
     * @throws CommandFailure if the file can't be read or written, or holds no pair of keys
     */
    public static SigningKey at(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The signing key " + file + " can't be read or made: " + e.getMessage(), e);
        }
    }

    private static SigningKey read(Path file) throws IOException {
        String text;
        try (var in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(FILE_AT_MOST), StandardCharsets.US_ASCII);
        }
        Optional<PublicSigningKey> publicKey = PublicSigningKey.read(text);
        Optional<byte[]> encoded = PemBlock.find(text, PEM);
        if (publicKey.isPresent() && encoded.isPresent()) {
            try {
                PrivateKey key =
                        KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded.get()));
                SigningKey pair = new SigningKey(key, publicKey.get());
                if (publicKey.get().verifies(PROBE, pair.sign(PROBE))) {
                    return pair;
                }
            } catch (GeneralSecurityException e) {
                // Told below.
            }
        }
        throw CommandFailure.usage("The signing key " + file + " is none: expected a PRIVATE KEY of Ed25519 and its"
                + " PUBLIC KEY, both in PEM, as the first signing makes them.");
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        KeyPair pair = newPair();
        String text = PemBlock.text(PEM, pair.getPrivate().getEncoded())
                + PemBlock.text(PublicSigningKey.PEM, pair.getPublic().getEncoded());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            // Another command made it just now; that one is read.
        }
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime from 15 on has Ed25519.", e);
        }
    }

    /** The signature of these bytes: 64 bytes. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was made to sign can't.", e);
        }
    }

    public PublicSigningKey publicKey() {
        return publicKey;
    }
}
