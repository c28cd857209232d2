package io.github.keycloakporter.redis.connection.driver;

import io.github.keycloakporter.redis.connection.config.RedisOptions;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be wrong with Redis or with how it is reached, and what to do about it. The first that matches counts.
 *
 * <p>Codes are the first words of Redis's errors, see {@code createSharedObjects} in its {@code server.c}.
 */
public enum RedisTrouble {
    REPLICA(
            true,
            Set.of("READONLY", "MASTERDOWN"),
            "this server is a replica. Porter resolves the name and connects again every second: if that does not help,"
                    + " {uri} leads to a replica"),
    STARTING(false, Set.of("LOADING", "BUSY"), "Redis loads its data or runs a long script. Porter waits for it"),
    SLOTS_MISSING(
            true,
            Set.of("CLUSTERDOWN", "TRYAGAIN"),
            "no node of the Cluster serves some slots: see CLUSTER INFO. Porter reads the topology again every second"),
    CLUSTER(false, Set.of("MOVED", "ASK", "CROSSSLOT"), "this server belongs to a Redis Cluster: set {cluster}=true"),
    LOGIN(
            true,
            Set.of("NOAUTH", "WRONGPASS"),
            "check {username} and {password}. A password that is rotated belongs into {passwordFile}, which is read for"
                    + " each new connection"),
    SENTINEL_LOGIN(
            true,
            Set.of("SENTINEL NOAUTH", "SENTINEL WRONGPASS", "SENTINEL NOPERM"),
            "the Sentinels ask for a login of their own: check {sentinelUsername} and {sentinelPassword}"),
    /** Redis before 7 has no code for a command in a script. */
    RIGHTS(
            false,
            Set.of("NOPERM"),
            Pattern.compile("user executing the script|ACL failure in script"),
            "the ACL user lacks a right. docs/redis.md has the rights that Porter needs; a Cluster needs"
                    + " +cluster|nodes, too"),
    FULL(false, Set.of("OOM"), "Redis is full: raise its maxmemory, or give Porter a Redis of its own with {uri}"),
    DISK(false, Set.of("MISCONF"), "Redis cannot write to its disk: see its log"),
    REPLICAS_MISSING(
            true,
            Set.of("NOREPLICAS"),
            "fewer replicas are connected than Redis's min-replicas-to-write asks for. Another server may have replaced this"
                    + " one, so Porter resolves the name and connects again every second"),

    // by what the message says
    PASSWORD_FILE("Cannot read the password file", "check {passwordFile}"),
    NO_PASSWORD_SET(
            "without any password configured", "Redis has no password for this user: check {username} and {password}"),
    NO_DATABASE("DB index is out of range", "Redis has fewer databases: check {database}"),
    NO_CLUSTER("cluster support disabled", "this server belongs to no Cluster: set {cluster}=false"),
    NO_PRIMARY(
            "using sentinel for masterId", "no Sentinel knows a primary of this name: check what follows # in {uri}"),
    UNKNOWN_HOST("UnknownHostException|NXDOMAIN|Failed to resolve", "the host name is not in the DNS: check {uri}"),
    UNTRUSTED(
            "certification path|PKIX|Path does not chain",
            "set {tlsCaFile} to a file with the CA that signed the server's certificate"),
    OTHER_HOST(
            "subject alternative|No name matching",
            "the certificate names another host: use one of its names in {uri}, or set {tlsVerifyHost}=false"),
    CLIENT_CERTIFICATE(
            "certificate_required|bad_certificate|unknown_ca|certificate_unknown|handshake_failure",
            "the server refuses the client's certificate or wants one: check {tlsCertificateFile} and {tlsKeyFile}"),
    NO_TLS(
            "not an SSL/TLS record|Unsupported or unrecognized SSL",
            "the server speaks no TLS at this port: set {tls}=false, or use its TLS port"),
    NOTHING_LISTENS("Connection refused", "nothing listens there: check host and port in {uri}"),
    CLOSED(
            "closed prematurely|Connection reset|closed by peer|Connection closed|not connected|disconnected|ClosedChannel|close_notify",
            "the server closed the connection. If it speaks TLS, set {tls}=true; if it asks for a certificate, set"
                    + " {tlsCertificateFile}; if it has too many clients, raise its maxclients"),
    SILENT(
            "(?i)No answer|timed out|did not complete within|Timeout",
            "no answer in time: is a firewall between, or does only one side speak TLS? Check {uri} and {tls}"),
    OTHER("", "see the log of Redis");

    private final boolean needsNewConnection;
    private final Set<String> codes;
    private final Pattern words;
    private final String advice;

    RedisTrouble(boolean needsNewConnection, Set<String> codes, String advice) {
        this(needsNewConnection, codes, Pattern.compile("(?!)"), advice);
    }

    RedisTrouble(String words, String advice) {
        this(true, Set.of(), Pattern.compile(words), advice);
    }

    RedisTrouble(boolean needsNewConnection, Set<String> codes, Pattern words, String advice) {
        this.needsNewConnection = needsNewConnection;
        this.codes = codes;
        this.words = words;
        this.advice = advice;
    }

    /**
     * @param code the first word of Redis's answer, or empty
     * @param text the messages of all causes
     */
    static RedisTrouble of(String code, String text) {
        String qualified = text.contains("Redis Sentinel") ? "SENTINEL " + code : code;
        for (RedisTrouble trouble : values()) {
            if (trouble.codes.contains(qualified) || trouble.words.matcher(text).find()) {
                return trouble;
            }
        }
        return OTHER;
    }

    /** Whether another connection may help: to another server, or with another password. */
    boolean needsNewConnection() {
        return needsNewConnection;
    }

    /** What to do, with the names of the options. */
    String advice() {
        return RedisOptions.named(advice);
    }
}
