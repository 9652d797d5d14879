package org.amurwatch.local.secrets;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.amurwatch.consumer.answer.LinkKeys;
import org.amurwatch.security.Party;

/** Whether a file of the folder is what its name says, and fits to the others. What is missing is not asked for here. */
final class SecretCheck {

    /** Characters that mean nothing in a properties file or in a line of JAAS. */
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_.~+/=-]{16,256}");

    private final SecretsFolder folder;

    SecretCheck(SecretsFolder folder) {
        this.folder = folder;
    }

    /**
     * What a usable file tells.
     *
     * @param end when the first of its certificates, or its token, ends
     * @param names of its certificate
     */
    record Found(Optional<Instant> end, Set<String> names) {

        static final Found PLAIN = new Found(Optional.empty(), Set.of());
    }

    /**
     * Reads a file that is there.
     *
     * @throws UnusableSecret it can't be used
     */
    Found check(SecretFile file) throws UnusableSecret {
        String text = folder.read(file);
        return switch (file.kind()) {
            case CERTIFICATES ->
                file.equals(SecretFile.CA_CERTIFICATES) ? authorities(text) : serverCertificate(file, text);
            case KEYSTORE -> keystore(text);
            case PRIVATE_KEY -> {
                Keys.publicOf(Pem.read(text).privateKey());
                yield Found.PLAIN;
            }
            case PUBLIC_KEY -> tokenPublicKey(text);
            case TOKEN -> token(text);
            case PASSWORD -> {
                password(text);
                yield Found.PLAIN;
            }
            case LINK_KEY -> linkKeys(text);
            case SETTINGS -> settings(file, text);
        };
    }

    /** The password in a file: its one line. */
    static String password(String text) throws UnusableSecret {
        String password = text.strip();
        if (!PASSWORD.matcher(password).matches()) {
            throw new UnusableSecret(
                    "holds no usable password: one line of 16 to 256 letters, digits and _.~+/=- is expected");
        }
        return password;
    }

    private static Found linkKeys(String text) throws UnusableSecret {
        try {
            LinkKeys.parse(text);
            return Found.PLAIN;
        } catch (IllegalArgumentException e) {
            throw new UnusableSecret(String.valueOf(e.getMessage()));
        }
    }

    /** The CAs in ca.crt. */
    List<X509Certificate> authorities() throws UnusableSecret {
        return Pem.read(folder.read(SecretFile.CA_CERTIFICATES)).chain();
    }

    private static Found authorities(String text) throws UnusableSecret {
        List<X509Certificate> authorities = Pem.read(text).chain();
        for (X509Certificate authority : authorities) {
            if (authority.getBasicConstraints() < 0) {
                throw new UnusableSecret("holds a certificate that is none of a CA: "
                        + authority.getSubjectX500Principal().getName());
            }
        }
        return new Found(end(authorities), Set.of());
    }

    private Found serverCertificate(SecretFile file, String text) throws UnusableSecret {
        List<X509Certificate> chain = Pem.read(text).chain();
        if (file.keyFile().isPresent() && folder.has(file.keyFile().get())) {
            SecretFile keyFile = file.keyFile().get();
            belongTogether(
                    Pem.read(folder.read(keyFile)).privateKey(),
                    chain.get(0),
                    "is not of the key in " + keyFile.name());
        }
        isTrusted(chain);
        return new Found(end(chain), HolderNames.of(chain.get(0)).names());
    }

    private Found keystore(String text) throws UnusableSecret {
        Pem pem = Pem.read(text);
        List<X509Certificate> chain = pem.chain();
        belongTogether(pem.privateKey(), chain.get(0), "holds a key and a certificate that do not belong together");
        isTrusted(chain);
        return new Found(end(chain), HolderNames.of(chain.get(0)).names());
    }

    private static void belongTogether(PrivateKey key, X509Certificate certificate, String otherwise)
            throws UnusableSecret {
        if (!Keys.publicOf(key).equals(certificate.getPublicKey())) {
            throw new UnusableSecret(otherwise);
        }
    }

    /** Each certificate is signed by the next, and one of them by a CA of ca.crt. */
    private void isTrusted(List<X509Certificate> chain) throws UnusableSecret {
        if (!folder.has(SecretFile.CA_CERTIFICATES)) {
            return;
        }
        List<X509Certificate> authorities = authorities();
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate certificate = chain.get(i);
            if (authorities.stream().anyMatch(authority -> isSignedBy(certificate, authority))) {
                return;
            }
            if (i + 1 < chain.size() && !isSignedBy(certificate, chain.get(i + 1))) {
                break;
            }
        }
        throw new UnusableSecret("holds a certificate that no CA in ca.crt has signed");
    }

    static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Found tokenPublicKey(String text) throws UnusableSecret {
        PublicKey key = Pem.read(text).publicKey();
        if (folder.has(SecretFile.TOKEN_KEY)
                && !key.equals(Keys.publicOf(
                        Pem.read(folder.read(SecretFile.TOKEN_KEY)).privateKey()))) {
            throw new UnusableSecret("does not belong to registry-token.key");
        }
        return Found.PLAIN;
    }

    private Found token(String text) throws UnusableSecret {
        if (!folder.has(SecretFile.TOKEN_PUBLIC_KEY)) {
            return Found.PLAIN;
        }
        PublicKey key = Pem.read(folder.read(SecretFile.TOKEN_PUBLIC_KEY)).publicKey();
        return new Found(Optional.of(RegistryToken.end(text, key)), Set.of());
    }

    private Found settings(SecretFile file, String text) throws UnusableSecret {
        if (file.equals(SecretFile.REGISTRY_SETTINGS)) {
            SecretFile password = SecretFile.password(Party.REGISTRY);
            if (folder.has(password) && !text.contains(password(folder.read(password)))) {
                throw new UnusableSecret("does not hold the password of registry.password");
            }
            // Without this line somebody set another issuer of tokens.
            if (text.contains(SettingsFiles.PUBLIC_KEY)
                    && folder.has(SecretFile.TOKEN_PUBLIC_KEY)
                    && !text.contains(SettingsFiles.inOneLine(
                            Pem.read(folder.read(SecretFile.TOKEN_PUBLIC_KEY)).publicKey()))) {
                throw new UnusableSecret("does not hold the key of registry-token.pub");
            }
        }
        return Found.PLAIN;
    }

    private static Optional<Instant> end(List<X509Certificate> certificates) {
        List<Instant> ends = new ArrayList<>();
        certificates.forEach(certificate -> ends.add(CertificateTime.end(certificate)));
        return ends.stream().min(Comparator.naturalOrder());
    }
}
