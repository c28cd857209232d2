package io.github.keycloakporter.spi.limit;

import io.github.keycloakporter.spi.address.AddressSyntax;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Who does something, and to whom: what limits count by. A dimension that is not known is not limited. */
public final class LimitSubjects {

    private static final int IPV4_SUBNET_BYTES = 3;
    private static final int IPV6_SITE_BYTES = 8;
    private static final int IPV6_SUBNET_BYTES = 6;

    private final Map<Dimension, String> known = new EnumMap<>(Dimension.class);

    private LimitSubjects(Map<Dimension, String> known) {
        this.known.putAll(known);
        this.known.put(Dimension.REALM, "");
    }

    /** Nobody in particular, such as an admin or a job of the server. */
    public static LimitSubjects none() {
        return new LimitSubjects(Map.of());
    }

    /** Whoever sent the request of this session, by the address Keycloak's proxy settings tell. */
    public static LimitSubjects caller(KeycloakSession session) {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? none() : none().ip(connection.getRemoteAddr());
    }

    public LimitSubjects user(UserModel user) {
        return user(user.getId());
    }

    public LimitSubjects user(String id) {
        return with(Dimension.USER, id);
    }

    /** An email address, however it is spelled. For limits only; email goes to the address as it is. */
    public LimitSubjects address(String address) {
        return with(Dimension.ADDRESS, AddressSyntax.canonical(address));
    }

    /** The mailbox of an address, which it may share with other addresses. */
    public LimitSubjects mailbox(String address) {
        return with(Dimension.MAILBOX, AddressSyntax.mailbox(address));
    }

    /** An IP address as text; anything else, such as a host name, counts as it stands. */
    public LimitSubjects ip(String text) {
        if (text == null || text.isBlank()) {
            return this;
        }
        Optional<byte[]> address = numeric(text);
        if (address.isEmpty()) {
            return with(Dimension.IP, text);
        }
        byte[] bytes = address.get();
        boolean four = bytes.length == Inet4Address.getLoopbackAddress().getAddress().length;
        return with(Dimension.IP, four ? hex(bytes, bytes.length) : hex(bytes, IPV6_SITE_BYTES))
                .with(Dimension.SUBNET, hex(bytes, four ? IPV4_SUBNET_BYTES : IPV6_SUBNET_BYTES));
    }

    public Optional<String> get(Dimension dimension) {
        return Optional.ofNullable(known.get(dimension));
    }

    private LimitSubjects with(Dimension dimension, String subject) {
        LimitSubjects more = new LimitSubjects(known);
        more.known.put(dimension, subject);
        return more;
    }

    /** Never asks a name server: only what can be nothing but an address is parsed. An IPv4 address in IPv6 is IPv4. */
    private static Optional<byte[]> numeric(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        String address = zone < 0 ? bare : bare.substring(0, zone);
        if (!address.contains(":") && !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String hex(byte[] bytes, int count) {
        return bytes.length + ":" + HexFormat.of().formatHex(Arrays.copyOf(bytes, count));
    }
}
