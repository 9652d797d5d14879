package org.amurwatch.consumer.channel.sms;

/**
 * In how many parts a text is sent. With the letters of GSM (3GPP TS 23.038, 6.2.1) a part has 160 characters, or 153 where
 * there are several; any other character makes the whole text UCS-2, with 70 and 67.
 */
final class SmsLength {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes the room of two. */
    private static final String EXTENDED = "^{}\\[~]|€\f";

    private static final int GSM_ALONE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_ALONE = 70;
    private static final int UCS2_PART = 67;

    private SmsLength() {}

    static boolean isGsm(String text) {
        return text.chars().allMatch(letter -> BASIC.indexOf(letter) >= 0 || EXTENDED.indexOf(letter) >= 0);
    }

    /** Parts of a text; no character is divided between two. */
    static int parts(String text) {
        boolean gsm = isGsm(text);
        int whole = text.codePoints().map(point -> room(point, gsm)).sum();
        if (whole <= (gsm ? GSM_ALONE : UCS2_ALONE)) {
            return 1;
        }
        int most = gsm ? GSM_PART : UCS2_PART;
        int parts = 1;
        int taken = 0;
        for (int point : text.codePoints().toArray()) {
            int room = room(point, gsm);
            if (taken + room > most) {
                parts++;
                taken = 0;
            }
            taken += room;
        }
        return parts;
    }

    private static int room(int point, boolean gsm) {
        if (gsm) {
            return EXTENDED.indexOf(point) >= 0 ? 2 : 1;
        }
        return Character.charCount(point);
    }
}
