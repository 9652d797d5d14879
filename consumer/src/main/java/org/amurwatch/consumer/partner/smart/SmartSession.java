package org.amurwatch.consumer.partner.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.consumer.channel.HttpReply;
import org.amurwatch.consumer.partner.file.SmartTarget;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.Reply;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;

/** A session of SMART Connect: logged in by form, kept by cookie, begun anew when the server has ended it. */
final class SmartSession {

    private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]+=[^;\\s]+)(;.*)?");

    private final SmartTarget target;
    private final PartnerHttp http;
    private @Nullable String cookie;

    SmartSession(SmartTarget target, PartnerHttp http) {
        this.target = target;
        this.http = http;
    }

    /** Incidents of a UUID that a client made: a list, which is empty where there is none. */
    Reply incident(String uuid) {
        return inSession(() -> http.get(
                PartnerHttp.at(target.url(), "/api/query/custom/waypoint/incident?client_incident_uuid=" + uuid),
                "Cookie",
                String.valueOf(cookie)));
    }

    /** Sends one feature. */
    Reply data(JsonNode feature) {
        return inSession(() -> http.json(
                "POST",
                PartnerHttp.at(target.url(), "/api/data/" + target.conservationArea()),
                "Cookie",
                String.valueOf(cookie),
                feature));
    }

    /** A session that has ended is answered by a refusal, or by the way to the form: then one is begun, once. */
    private Reply inSession(Supplier<Reply> call) {
        boolean fresh = cookie == null;
        if (fresh) {
            Reply failed = logIn();
            if (failed != null) {
                return failed;
            }
        }
        Reply reply = call.get();
        if (!isEnded(reply)) {
            return reply;
        }
        cookie = null;
        if (fresh) {
            return refusal(reply);
        }
        Reply failed = logIn();
        if (failed != null) {
            return failed;
        }
        Reply again = call.get();
        if (isEnded(again)) {
            cookie = null;
            return refusal(again);
        }
        return again;
    }

    /** What it means that a session that has just begun is none. */
    private static Reply refusal(Reply reply) {
        return reply.status() == 401 || reply.status() == 403 ? reply : notLoggedIn(reply);
    }

    /** A server shows the form with any status, 200 too: an answer that is a page is none to a request for data. */
    private static boolean isEnded(Reply reply) {
        int status = reply.status();
        return status == 401 || status == 403 || status == 302 || status == 303 || isPage(reply);
    }

    private static boolean isPage(Reply reply) {
        HttpReply answer = reply.reply();
        return answer != null
                && reply.meaning() == Reply.Meaning.TAKEN
                && new String(answer.body(), StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("<");
    }

    /**
     * Logs in as a browser does: the form belongs to a page that was asked for, and the user to the session once that page is
     * asked for again.
     *
     * @return null once logged in; else what to tell
     */
    private @Nullable Reply logIn() {
        Reply first = page(null);
        if (isWithout(first)) {
            return first;
        }
        String begun = session(first, null);
        HttpPost form = new HttpPost(PartnerHttp.at(target.url(), "/j_security_check"));
        if (begun != null) {
            form.setHeader("Cookie", begun);
        }
        form.setEntity(new UrlEncodedFormEntity(
                List.of(
                        new BasicNameValuePair("j_username", target.logIn().user()),
                        new BasicNameValuePair(
                                "j_password", target.logIn().password().reveal())),
                StandardCharsets.UTF_8));
        Reply checked = http.send(form);
        if (isWithout(checked)) {
            return checked;
        }
        String known = session(checked, begun);
        int status = checked.status();
        if (known == null || !(status == 200 || status == 302 || status == 303)) {
            return notLoggedIn(checked);
        }
        Reply second = page(known);
        if (isWithout(second)) {
            return second;
        }
        cookie = session(second, known);
        return null;
    }

    private Reply page(@Nullable String session) {
        HttpGet page = new HttpGet(PartnerHttp.at(target.url(), "/connect/home"));
        if (session != null) {
            page.setHeader("Cookie", session);
        }
        return http.send(page);
    }

    /** Whether no answer came, or one that says to try later. */
    private static boolean isWithout(Reply reply) {
        return reply.meaning() == Reply.Meaning.LATER;
    }

    /** The session that an answer sets; the one before, where it sets none. */
    private static @Nullable String session(Reply reply, @Nullable String before) {
        HttpReply answer = reply.reply();
        String set = answer == null ? null : answer.setCookie();
        Matcher matcher = COOKIE.matcher(set == null ? "" : set);
        return matcher.matches() ? matcher.group(1) : before;
    }

    private static Reply notLoggedIn(Reply reply) {
        return new Reply(
                new HttpReply(401, null, null, null, new byte[0]),
                "SMART Connect lets the user not log in: check 'user' and 'passwordFile'.",
                reply.askedWait());
    }
}
