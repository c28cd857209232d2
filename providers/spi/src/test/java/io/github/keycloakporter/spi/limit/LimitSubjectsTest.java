package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSubjectsTest {

    @ParameterizedTest
    @CsvSource({
        "maria@example.org, MARIA@Example.ORG",
        "maria@example.org, ' maria@example.org '",
        "maria@example.org, '\"maria\"@example\u3002org'",
        "jos\u00e9@example.org, jose\u0301@example.org",
    })
    void oneAddressIsOneSubject(String one, String other) {
        assertThat(address(one)).isEqualTo(address(other));
        assertThat(mailbox(one)).isEqualTo(mailbox(other));
    }

    @ParameterizedTest
    @CsvSource({
        "maria@example.org, maria+shop@example.org",
        "maria@example.org, maria+a+b@example.org",
        "maria@example.org, ｍａｒｉａ@example.org",
    })
    void oneMailboxIsOneSubject(String one, String other) {
        assertThat(mailbox(one)).isEqualTo(mailbox(other));
        assertThat(address(one)).isNotEqualTo(address(other));
    }

    @ParameterizedTest
    @CsvSource({
        "maria@example.org, mario@example.org",
        "maria@example.org, maria@example.com",
        "+a@example.org, +b@example.org",
        "maria@sub+a.example, maria@sub+b.example",
        "not-an-address, not+an-address"
    })
    void othersAreOthers(String one, String other) {
        assertThat(mailbox(one)).isNotEqualTo(mailbox(other));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.200",
        "192.0.2.7, ::ffff:192.0.2.7, 192.0.2.8",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, 2001:db8:1:ffff::1",
        "2001:db8:1:2::1, [2001:db8:1:2::1], 2001:db8:1:3::1",
        "fe80::1, fe80::1%eth0, fe80:0:0:1::1",
    })
    void oneCustomerIsOneIpAndTheNeighboursShareTheSubnet(String ip, String same, String neighbour) {
        assertThat(LimitSubjects.none().ip(same).get(Dimension.IP)).isEqualTo(ip(ip, Dimension.IP));
        assertThat(ip(neighbour, Dimension.IP)).isNotEqualTo(ip(ip, Dimension.IP));
        assertThat(ip(neighbour, Dimension.SUBNET)).isEqualTo(ip(ip, Dimension.SUBNET));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.3.7", "2001:db8:1::1, 2001:db8:2::1", "0.0.0.0, ::"})
    void otherSubnets(String one, String other) {
        assertThat(ip(one, Dimension.SUBNET)).isNotEqualTo(ip(other, Dimension.SUBNET));
    }

    @Test
    void aHostNameIsNotLookedUp() {
        assertThat(ip("proxy.example", Dimension.IP)).contains("proxy.example");
        assertThat(ip("999.1.1.1", Dimension.IP)).contains("999.1.1.1");
        assertThat(ip("proxy.example", Dimension.SUBNET)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void whatIsNotKnownIsNotLimited(String ip) {
        assertThat(ip(ip, Dimension.IP)).isEmpty();
        assertThat(LimitSubjects.none().get(Dimension.USER)).isEmpty();
        assertThat(LimitSubjects.none().get(Dimension.REALM)).isPresent();
    }

    private static Optional<String> address(String address) {
        return LimitSubjects.none().address(address).get(Dimension.ADDRESS);
    }

    private static Optional<String> mailbox(String address) {
        return LimitSubjects.none().mailbox(address).get(Dimension.MAILBOX);
    }

    private static Optional<String> ip(String text, Dimension dimension) {
        return LimitSubjects.none().ip(text).get(dimension);
    }
}
