package io.github.keycloakporter.redis.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.keycloak.util.JsonSerialization;

/** What is stored of a link: JSON, compressed with a preset dictionary of the names that almost every link contains. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LinkPayload(
        @JsonProperty("u") String userId,
        @JsonProperty("b") String binding,
        @JsonProperty("p") String path,
        @JsonProperty("q") Map<String, String> query,
        @JsonProperty("l") String language,
        @JsonProperty("c") Map<String, Object> claims) {

    /** Part of the stored format, as the payload's label in {@link LinkToken} is: change both together. */
    private static final byte[] DICTIONARY =
            ("{\"u\":\"standalone:invitation:\",\"b\":\",\"p\":\"protocol/openid-connect/registrations"
                            + "\",\"response_type\":\"code\",\"redirect_uri\":\"https://,\"scope\":\"openid"
                            + "\",\"p\":\"login-actions/action-token\",\"q\":{\"client_id\":\"\",\"tab_id\":\"\",\"client_data\":\"eyJydSI6Imh0dHBzOi8v"
                            + "\"},\"l\":\"en\",\"c\":{\"notice\":\"\",\"happenedAt\":\"\",\"rqac\":[\"UPDATE_PASSWORD\",\"VERIFY_EMAIL\"],\"reduri\":\"https://"
                            + "\",\"newEmail\":\"\",\"typ\":\"execute-actions\",\"typ\":\"update-email\",\"typ\":\"reset-credentials\",\"typ\":\"verify-email"
                            + "\",\"exp\":17,\"iat\":17,\"jti\":\"\",\"iss\":\"https:///realms/\",\"aud\":\"https:///realms/\",\"sub\":\"\",\"azp\":\"\",\"nonce\":\""
                            + "\",\"eml\":\"@example.com\",\"asid\":\"")
                    .getBytes(StandardCharsets.US_ASCII);

    static byte[] pack(ActionLink link) {
        LinkTarget target = link.target();
        LinkPayload payload = new LinkPayload(
                link.userId(), link.binding(), target.path(), target.query(), target.language(), target.claims());
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setDictionary(DICTIONARY);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
            JsonSerialization.writeValueToStream(out, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("A link cannot be written as JSON", e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    static ActionLink unpack(byte[] packed) {
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
            LinkPayload payload = JsonSerialization.readValue(in, LinkPayload.class);
            LinkTarget target =
                    new LinkTarget(text(payload.path), map(payload.query), map(payload.claims), payload.language);
            return new ActionLink(text(payload.userId), target.purpose(), target, text(payload.binding));
        } catch (IOException e) {
            throw new UncheckedIOException("A stored link cannot be read", e);
        } finally {
            inflater.end();
        }
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static <T> Map<String, T> map(Map<String, T> map) {
        return map == null ? Map.of() : map;
    }

    @Override
    public String toString() {
        return "LinkPayload";
    }
}
