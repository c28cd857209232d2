package io.github.keycloakporter.verification;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.urls.UrlType;

/** The request of a browser with other parameters than the browser sent, for Keycloak's own code to read. */
public final class RequestOverride implements HttpRequest {

    private final HttpRequest request;
    private final UriInfo uri;
    private final MultivaluedMap<String, String> form;

    private RequestOverride(HttpRequest request, UriInfo uri, MultivaluedMap<String, String> form) {
        this.request = request;
        this.uri = uri;
        this.form = form;
    }

    /** The same request, but with these fields as its form. */
    public static HttpRequest withForm(HttpRequest request, Map<String, String> fields) {
        return withForm(request, new MultivaluedHashMap<>(fields));
    }

    /** The same request, but with these fields as its form. */
    public static HttpRequest withForm(HttpRequest request, MultivaluedMap<String, String> fields) {
        return new RequestOverride(request, request.getUri(), fields);
    }

    /** The same request, but with this parameter in its query. */
    public static HttpRequest withQuery(KeycloakSession session, HttpRequest request, String name, String value) {
        UriInfo uri = new KeycloakUriInfo(session, UrlType.FRONTEND, request.getUri()) {
            @Override
            public MultivaluedMap<String, String> getQueryParameters() {
                MultivaluedMap<String, String> query = new MultivaluedHashMap<>(super.getQueryParameters());
                query.putSingle(name, value);
                return query;
            }
        };
        return new RequestOverride(request, uri, request.getDecodedFormParameters());
    }

    @Override
    public UriInfo getUri() {
        return uri;
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return form;
    }

    @Override
    public String getHttpMethod() {
        return request.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return request.getMultiPartFormParameters();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return request.getHttpHeaders();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return request.getClientCertificateChain();
    }

    @Override
    public boolean isProxyTrusted() {
        return request.isProxyTrusted();
    }
}
