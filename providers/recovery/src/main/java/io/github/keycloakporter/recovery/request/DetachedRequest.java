package io.github.keycloakporter.recovery.request;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.keycloak.common.ClientConnection;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * Who called and by which address of the server: enough for the links and the look of a mail. Whatever else is asked of it
 * is answered as Keycloak does outside of a request.
 */
final class DetachedRequest implements HttpRequest, ClientConnection {

    private final URI baseUri;
    private final String caller;

    DetachedRequest(URI baseUri, String caller) {
        this.baseUri = baseUri;
        this.caller = caller;
    }

    @Override
    public UriInfo getUri() {
        return (UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBaseUri" -> baseUri;
                    case "getBaseUriBuilder" -> UriBuilder.fromUri(baseUri);
                    default -> throw gone();
                });
    }

    @Override
    public String getRemoteAddr() {
        return caller;
    }

    @Override
    public String getRemoteHost() {
        return caller;
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        throw gone();
    }

    @Override
    public String getHttpMethod() {
        throw gone();
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        throw gone();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        throw gone();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        throw gone();
    }

    @Override
    public boolean isProxyTrusted() {
        throw gone();
    }

    private static ContextNotActiveException gone() {
        return new ContextNotActiveException("The request was answered already");
    }
}
