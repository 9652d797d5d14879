package org.amurwatch.local.secrets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.amurwatch.failure.CommandFailure;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** DNS names and IP addresses under which a server is reached: the subject alternative names of its certificate. */
record HolderNames(Set<String> names) {

    private static final int DNS = 2;
    private static final int IP = 7;
    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    static final HolderNames NONE = new HolderNames(Set.of());

    /**
     * Names as a person gives them.
     *
     * @throws CommandFailure one is neither a DNS name nor an IP address
     */
    static HolderNames given(Collection<String> names) {
        Set<String> given = new LinkedHashSet<>();
        for (String name : names) {
            if (!IPAddress.isValid(name) && !DNS_NAME.matcher(name).matches()) {
                throw CommandFailure.usage(
                        "--host-name '" + name
                                + "' is neither a DNS name, such as station.example.org, nor an IP address, such as 192.0.2.10.");
            }
            given.add(name.contains(":") ? asCertificatesWriteIt(name) : name);
        }
        return new HolderNames(given);
    }

    /** An IPv6 address in the one form in which it is read back: {@code ::1} is {@code 0:0:0:0:0:0:0:1}. */
    private static String asCertificatesWriteIt(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw CommandFailure.usage("--host-name '" + address + "' is no IP address.");
        }
    }

    /** What a certificate names; of other kinds than DNS and IP nothing. */
    static HolderNames of(X509Certificate certificate) throws UnusableSecret {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
            if (entries != null) {
                for (List<?> entry : entries) {
                    if (entry.get(0) instanceof Integer kind && (kind == DNS || kind == IP)) {
                        names.add(String.valueOf(entry.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            throw new UnusableSecret("holds a certificate whose names can't be read", e);
        }
        return new HolderNames(names);
    }

    /** These, then the others that are not among them. */
    HolderNames and(HolderNames others) {
        Set<String> both = new LinkedHashSet<>(names);
        both.addAll(others.names);
        return new HolderNames(both);
    }

    GeneralNames asExtension() {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
