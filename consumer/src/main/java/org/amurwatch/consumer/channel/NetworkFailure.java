package org.amurwatch.consumer.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a network call failed, in our words, because those of the exceptions hold the address. */
public final class NetworkFailure {

    private NetworkFailure() {}

    /** A sentence without address or secret. */
    public static String reason(Throwable failure) {
        if (failure instanceof EndpointAddresses.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "The host name of the endpoint is not known.";
        }
        if (failure instanceof SocketTimeoutException) {
            return "No connection was made, or nothing came, in time.";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "The endpoint can't be reached, or refused the connection.";
        }
        if (failure instanceof SSLException) {
            return "No trusted TLS connection could be made: check the endpoint's certificate.";
        }
        if (failure instanceof IOException) {
            return "The connection broke before the answer was whole.";
        }
        return "The attempt failed (" + failure.getClass().getSimpleName() + ").";
    }
}
