package io.github.keycloakporter.tools.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.BearerAuthFilter;

/**
 * The Admin REST API of a server. Keycloak's own admin client logs in and keeps the token fresh; bodies are JSON trees and not
 * its classes, which are older than the server and drop the fields they do not know.
 */
public final class AdminApi implements AutoCloseable {

    private static final int MAX_ANSWER_IN_MESSAGE = 300;

    private final ObjectMapper json = new ObjectMapper();
    private final String server;
    private final AdminLogin login;
    private final Client client;
    private final Keycloak keycloak;
    private final BearerAuthFilter bearer;

    private AdminApi(URI server, AdminLogin login, ConnectionOptions connection) {
        this.server = withoutSlash(server);
        this.login = login;
        ClientBuilder builder = ClientBuilder.newBuilder()
                .sslContext(connection.sslContext())
                .connectTimeout(connection.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(connection.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (connection.insecure()) {
            builder.hostnameVerifier((host, session) -> true);
        }
        client = builder.build();
        keycloak = KeycloakBuilder.builder()
                .serverUrl(this.server)
                .realm(login.realm())
                .clientId(login.client())
                .grantType(login.user() == null ? OAuth2Constants.CLIENT_CREDENTIALS : OAuth2Constants.PASSWORD)
                .clientSecret(login.user() == null ? login.secret() : null)
                .username(login.user())
                .password(login.user() == null ? null : login.secret())
                .resteasyClient(client)
                .build();
        bearer = new BearerAuthFilter(keycloak.tokenManager());
    }

    /** Logs in. */
    public static AdminApi connect(URI server, AdminLogin login, ConnectionOptions connection) {
        AdminApi api = new AdminApi(server, login, connection);
        try {
            api.keycloak.tokenManager().grantToken();
            return api;
        } catch (RuntimeException e) {
            api.close();
            throw api.refused(e);
        }
    }

    /** The JSON at a path below {@code /admin/realms}; an error if there is none. */
    public JsonNode get(String path) {
        return find(path)
                .orElseThrow(() -> new ToolException("GET " + server + "/admin/realms" + path
                        + " was answered 404: there is nothing at this address"));
    }

    /** The JSON at a path, or nothing where the server says 404. */
    public Optional<JsonNode> find(String path) {
        return call("GET", path, null, true).map(Answer::body);
    }

    /** Returns the id of what was made, from the answer's Location, or an empty string. */
    public String post(String path, JsonNode body) {
        return call("POST", path, body, false).map(Answer::location).orElse("");
    }

    public void put(String path, JsonNode body) {
        call("PUT", path, body, false);
    }

    /** As {@link #put}, for text that is no JSON. */
    public void putText(String path, String text) {
        answer("PUT", path, request(path).buildPut(Entity.entity(text, MediaType.TEXT_PLAIN_TYPE)), false);
    }

    public void delete(String path) {
        call("DELETE", path, null, false);
    }

    /** As {@link #delete}, where the API wants to know of what. */
    public void delete(String path, JsonNode body) {
        call("DELETE", path, body, false);
    }

    /** One part of a path, such as a name with spaces or slashes. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        keycloak.close();
        client.close();
    }

    private record Answer(JsonNode body, String location) {}

    private Invocation.Builder request(String path) {
        return client.target(URI.create(server + "/admin/realms" + path))
                .register(bearer)
                .request(MediaType.APPLICATION_JSON_TYPE);
    }

    private Optional<Answer> call(String method, String path, JsonNode body, boolean mayBeMissing) {
        Invocation.Builder request = request(path);
        Invocation invocation = body == null
                ? request.build(method)
                : request.build(method, Entity.entity(body.toString(), MediaType.APPLICATION_JSON_TYPE));
        return answer(method, path, invocation, mayBeMissing);
    }

    private Optional<Answer> answer(String method, String path, Invocation invocation, boolean mayBeMissing) {
        try (Response response = invocation.invoke()) {
            int status = response.getStatus();
            if (status == 404 && mayBeMissing) {
                return Optional.empty();
            }
            String text = response.hasEntity() ? response.readEntity(String.class) : "";
            if (status / 100 != 2) {
                throw new ToolException(fault(method, path, status, text));
            }
            String location =
                    response.getLocation() == null ? "" : response.getLocation().getPath();
            return Optional.of(new Answer(parse(text), location.substring(location.lastIndexOf('/') + 1)));
        } catch (ProcessingException | WebApplicationException e) {
            throw refused(e);
        }
    }

    private JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ToolException(server + " does not answer with JSON: is it the base URL of a Keycloak?", e);
        }
    }

    private String fault(String method, String path, int status, String text) {
        String what = method + " " + server + "/admin/realms" + path + " was answered " + status;
        if (status == 403) {
            return what + ": the " + login + " lacks a right. It needs the roles of realm-management for this realm"
                    + " (realm-admin, or for a plan only view-realm, view-clients,"
                    + " view-identity-providers; view-users for groups, view-organizations for"
                    + " organizations)";
        }
        String said = words(text);
        return said.isEmpty() ? what : what + ": " + said;
    }

    /** What Keycloak says in its answer of an error. */
    private String words(String text) {
        try {
            JsonNode answer = json.readTree(text);
            for (String field : new String[] {"errorMessage", "error_description", "error"}) {
                if (answer != null && answer.path(field).isTextual()) {
                    return answer.path(field).asText();
                }
            }
        } catch (JsonProcessingException e) {
            // no JSON: the text itself is shown
        }
        return text.length() > MAX_ANSWER_IN_MESSAGE ? text.substring(0, MAX_ANSWER_IN_MESSAGE) + "…" : text;
    }

    private ToolException refused(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotAuthorizedException) {
                return new ToolException(
                        "The " + login + " could not log in at " + server + ": the name or the secret is wrong", cause);
            }
            if (cause instanceof WebApplicationException answered) {
                int status = answered.getResponse().getStatus();
                return new ToolException(
                        "The " + login + " could not log in at " + server + ": answered " + status
                                + (status == 404
                                        ? ", so there is no such realm: correct the URL or PORTER_ADMIN_REALM"
                                        : status == 400
                                                ? ": is the client one with a service account, and PORTER_ADMIN_REALM"
                                                        + " its realm?"
                                                : ""),
                        answered);
            }
        }
        return new ToolException(server + " cannot be reached: " + ToolException.reason(failure), failure);
    }

    private static String withoutSlash(URI server) {
        String text = server.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** A name and value for a query. */
    public static String query(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) ->
                text.append(text.isEmpty() ? "?" : "&").append(name).append('=').append(segment(value)));
        return text.toString();
    }
}
