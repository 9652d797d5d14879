package org.amurwatch.consumer.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressesTest {

    private static EndpointAddresses addresses(boolean privateNetwork, String... found) {
        return new EndpointAddresses(
                host -> {
                    InetAddress[] all = new InetAddress[found.length];
                    for (int i = 0; i < found.length; i++) {
                        all[i] = InetAddress.getByName(found[i]);
                    }
                    return all;
                },
                privateNetwork);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255",
                "192.168.1.1", "100.64.0.1", "100.127.255.255", "198.18.0.1", "fc00::1", "fd12:3456::1", "fec0::1"
            })
    void shouldCallPrivateAddressesOnlyWhereTheEndpointSaysSo(String address) throws Exception {
        assertThatThrownBy(() -> addresses(false, address).resolve("receiver.example"))
                .isInstanceOf(EndpointAddresses.Refused.class)
                .hasMessageContaining("'privateNetwork: true'")
                .hasMessageNotContaining("receiver.example");
        assertThat(addresses(true, address).resolve("receiver.example"))
                .containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2001::1",
                "::7f00:1"
            })
    void shouldNeverCallMetadataLinkLocalAndMulticastAddresses(String address) {
        for (boolean privateNetwork : new boolean[] {false, true}) {
            assertThatThrownBy(() -> addresses(privateNetwork, address).resolve("receiver.example"))
                    .isInstanceOf(EndpointAddresses.Refused.class)
                    .hasMessageContaining("never called");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "2606:2800:220:1::1",
                "2a02:6b8::1"
            })
    void shouldCallPublicAddresses(String address) throws Exception {
        assertThat(addresses(false, address).resolve("receiver.example"))
                .containsExactly(InetAddress.getByName(address));
    }

    @Test
    void shouldCallTheAllowedOnesOfSeveralAddresses() throws Exception {
        assertThat(addresses(false, "10.0.0.1", "93.184.216.34", "169.254.169.254")
                        .resolve("receiver.example"))
                .containsExactly(InetAddress.getByName("93.184.216.34"));
    }

    @Test
    void shouldPassOnThatAHostIsNotKnown() {
        EndpointAddresses none = new EndpointAddresses(
                host -> {
                    throw new UnknownHostException(host);
                },
                false);

        assertThatThrownBy(() -> none.resolve("receiver.example"))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(EndpointAddresses.Refused.class);
    }
}
