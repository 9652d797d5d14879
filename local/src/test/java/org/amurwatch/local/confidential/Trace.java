package org.amurwatch.local.confidential;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that must not be found, in every form in which it would give somebody away.
 *
 * @param of what it is, for whoever reads the failure
 * @param forms name of each form, and its bytes as a string of one character per byte
 */
record Trace(String of, Map<String, String> forms) {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** A word: in capitals and small letters, in three encodings, escaped as in JSON and addresses, in hexadecimal and Base64. */
    static Trace word(String of, String word) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (String cased : List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                encoded(charset + " of " + cased, cased.getBytes(charset), forms);
            }
            forms.put("in an address " + cased, URLEncoder.encode(cased, StandardCharsets.UTF_8));
            forms.put("in JSON " + cased, jsonEscaped(cased, "\\u%04x"));
            forms.put("in JSON, capital digits, " + cased, jsonEscaped(cased, "\\u%04X"));
        }
        return new Trace(of, forms);
    }

    /** Degrees to four places (11 m), as text and as the eight bytes of the whole number. */
    static Trace degrees(String of, double degrees) {
        Map<String, String> forms = new LinkedHashMap<>();
        String text = Double.toString(degrees);
        String places = text.substring(0, text.indexOf('.') + 5);
        encoded("text", places.getBytes(StandardCharsets.UTF_8), forms);
        forms.put("text with a comma", places.replace('.', ','));
        forms.put("without a point", places.replace(".", ""));
        eight("number", ByteBuffer.allocate(8).putDouble(0, degrees), forms);
        return new Trace(of, forms);
    }

    /** A time to the second, as text in UTC and in a zone, and as milliseconds in text, eight bytes or Avro's varint. */
    static Trace time(String of, Instant at, ZoneId zone) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (ZoneId shown : List.of(ZoneId.of("UTC"), zone)) {
            String clock = DateTimeFormatter.ofPattern("HH:mm:ss").format(at.atZone(shown));
            encoded("clock in " + shown, clock.getBytes(StandardCharsets.UTF_8), forms);
        }
        encoded("seconds", Long.toString(at.getEpochSecond()).getBytes(StandardCharsets.UTF_8), forms);
        eight("milliseconds", ByteBuffer.allocate(8).putLong(0, at.toEpochMilli()), forms);
        encoded("Avro", varint(at.toEpochMilli()), forms);
        return new Trace(of, forms);
    }

    private static void eight(String name, ByteBuffer bigEndian, Map<String, String> forms) {
        encoded(name + ", big-endian", bigEndian.array(), forms);
        encoded(
                name + ", little-endian",
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(0, bigEndian.getLong(0))
                        .array(),
                forms);
    }

    private static void encoded(String name, byte[] bytes, Map<String, String> forms) {
        forms.put(name, new String(bytes, BYTES));
        forms.put(name + ", hexadecimal", HexFormat.of().formatHex(bytes));
        forms.put(name + ", HEXADECIMAL", HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // The letters that hold bits of these bytes alone, wherever in the encoded text they begin.
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            forms.put(
                    name + ", Base64 " + before,
                    Base64.getEncoder().encodeToString(shifted).substring(from, to));
            forms.put(
                    name + ", Base64 for addresses " + before,
                    Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
    }

    private static String jsonEscaped(String text, String escape) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(letter ->
                        escaped.append(letter < 128 ? Character.toString(letter) : String.format(escape, letter)));
        return escaped.toString();
    }

    private static byte[] varint(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        long zigzag = (number << 1) ^ (number >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            bytes.put((byte) (zigzag & 0x7F | 0x80));
            zigzag >>>= 7;
        }
        bytes.put((byte) zigzag);
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** In which form it stands in these bytes. */
    Optional<String> in(byte[] bytes) {
        String text = new String(bytes, BYTES);
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getValue()))
                .map(form -> of + " (" + form.getKey() + ")")
                .findFirst();
    }

    /** What of several traces stands in these bytes, and where that is. */
    static List<String> find(List<Trace> traces, String where, byte[] bytes) {
        List<String> found = new ArrayList<>();
        traces.forEach(trace -> trace.in(bytes).ifPresent(form -> found.add(form + " in " + where)));
        return found;
    }
}
