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
            return reply;
        }
        Reply failed = logIn();
        return failed == null ? call.get() : failed;
    }

    private static boolean isEnded(Reply reply) {
        int status = reply.status();
        return status == 401 || status == 403 || status == 302 || status == 303;
    }

    /** Null once logged in; else what to tell. */
    private @Nullable Reply logIn() {
        HttpPost form = new HttpPost(PartnerHttp.at(target.url(), "/j_security_check"));
        form.setEntity(new UrlEncodedFormEntity(
                List.of(
                        new BasicNameValuePair("j_username", target.logIn().user()),
                        new BasicNameValuePair(
                                "j_password", target.logIn().password().reveal())),
                StandardCharsets.UTF_8));
        Reply reply = http.send(form);
        HttpReply answer = reply.reply();
        if (answer == null || reply.meaning() == Reply.Meaning.LATER) {
            return reply;
        }
        Matcher set = COOKIE.matcher(answer.setCookie() == null ? "" : answer.setCookie());
        boolean in = answer.status() == 200 || answer.status() == 302 || answer.status() == 303;
        if (in && set.matches()) {
            cookie = set.group(1);
            return null;
        }
        return new Reply(
                new HttpReply(401, null, null, null, new byte[0]),
                "SMART Connect lets the user not log in: check 'user' and 'passwordFile'.",
                reply.askedWait());
    }
}
