package org.amurwatch.consumer.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up an endpoint's host and lets through the addresses that messages may be sent to. The connection is made to what
 * this returns, so that a name can't resolve to one address for the check and to another for the call.
 *
 * <p>Addresses that carry metadata of a cloud machine, link-local, multicast and unspecified ones are never let through;
 * those of this machine and of private networks only where the endpoint says so.
 */
public final class EndpointAddresses implements DnsResolver {

    /** Looks a host name up; the system's resolver, but for tests. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** All addresses of a host are refused; the message is a sentence for the operator, without host or address. */
    public static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private Refused(String sentence) {
            super(sentence);
        }
    }

    private final Lookup lookup;
    private final boolean privateNetwork;

    /** @param privateNetwork whether addresses of this machine and of private networks are let through */
    public EndpointAddresses(Lookup lookup, boolean privateNetwork) {
        this.lookup = lookup;
        this.privateNetwork = privateNetwork;
    }

    /** @throws Refused if the host has addresses, and none that may be called */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookup.addresses(host);
        InetAddress[] allowed = Arrays.stream(found).filter(this::mayBeCalled).toArray(InetAddress[]::new);
        if (allowed.length == 0 && found.length > 0) {
            throw new Refused(
                    Arrays.stream(found).allMatch(EndpointAddresses::isNeverCalled)
                            ? "The endpoint's host has a link-local, metadata or multicast address: such are never called."
                            : "The endpoint's host has an address of this machine or of a private network: called only"
                                    + " with 'privateNetwork: true'.");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean mayBeCalled(InetAddress address) {
        return !isNeverCalled(address) && (privateNetwork || !isPrivate(address));
    }

    private static boolean isNeverCalled(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return true;
        }
        if (address instanceof Inet4Address) {
            return begins(octets, 0)
                    || begins(octets, 100, 100, 100, 200)
                    || begins(octets, 168, 63, 129, 16)
                    || begins(octets, 192, 0, 0)
                    || (octets[0] & 0xf0) == 0xf0;
        }
        // Metadata of one cloud, and the prefixes that carry an IPv4 address within (mapped, translated, 6to4, Teredo).
        return begins(octets, 0xfd, 0x00, 0x0e, 0xc2)
                || begins(octets, 0x00, 0x64, 0xff, 0x9b)
                || begins(octets, 0x20, 0x02)
                || begins(octets, 0x20, 0x01, 0, 0)
                || begins(octets, 0, 0, 0, 0) && !address.isLoopbackAddress();
    }

    /** Whether an address is of this machine or of a private network. */
    public static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return true;
        }
        if (address instanceof Inet4Address) {
            boolean carrier = begins(octets, 100) && (octets[1] & 0xc0) == 0x40;
            boolean benchmark = begins(octets, 198) && (octets[1] & 0xfe) == 18;
            return carrier || benchmark;
        }
        return (octets[0] & 0xfe) == 0xfc;
    }

    private static boolean begins(byte[] octets, int... with) {
        for (int i = 0; i < with.length; i++) {
            if ((octets[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
