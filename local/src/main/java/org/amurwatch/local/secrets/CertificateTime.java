package org.amurwatch.local.secrets;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Times of certificates: whole seconds, written with two digits of the year before 2050 and four from then on (RFC 5280). */
final class CertificateTime {

    private static final int FOUR_DIGITS_FROM = 2050;
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");
    private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int READ_LENGTH = 14;

    private CertificateTime() {}

    static Time of(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return utc.getYear() < FOUR_DIGITS_FROM
                ? new Time(new DERUTCTime(SHORT.format(utc)))
                : new Time(new DERGeneralizedTime(LONG.format(utc)));
    }

    /** The last second in which the certificate is valid. */
    static Instant end(X509Certificate certificate) {
        try {
            String text = new JcaX509CertificateHolder(certificate)
                    .toASN1Structure()
                    .getEndDate()
                    .getTime();
            return LocalDateTime.parse(text.substring(0, READ_LENGTH), READ).toInstant(ZoneOffset.UTC);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read can't be encoded.", e);
        }
    }
}
