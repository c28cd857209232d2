package io.github.keycloakporter.localstack.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The OpenID Connect conversation with one realm: authorization code flow, PKCE with S256, state, nonce and ID token checked.
 * The realm's endpoints are looked up at the first use; its keys are fetched again when a token names an unknown one.
 */
final class OidcClient {

    static final String CALLBACK_PATH = "/callback";

    private static final int TIMEOUT_MILLIS = 5_000;

    /** What Keycloak signs ID tokens with unless the client asks for something else. Pinned: "none" must never pass. */
    private static final JWSAlgorithm SIGNATURE = JWSAlgorithm.RS256;

    private final Issuer issuer;
    private final ClientID clientId;
    private final URI callback;
    private final URI afterLogout;
    private volatile Provider provider;

    private record Provider(OIDCProviderMetadata metadata, IDTokenValidator tokens) {}

    OidcClient(URI issuer, String clientId, URI appUrl) {
        this.issuer = new Issuer(issuer);
        this.clientId = new ClientID(clientId);
        this.callback = URI.create(appUrl + CALLBACK_PATH);
        this.afterLogout = URI.create(appUrl + "/");
    }

    /** Starts a log-in; {@code register} asks for the registration page first (prompt=create). */
    LoginAttempt begin(boolean register) throws LoginFailedException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(OIDCScopeValue.OPENID, OIDCScopeValue.PROFILE, OIDCScopeValue.EMAIL),
                        clientId,
                        callback)
                .endpointURI(provider().metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        if (register) {
            request.prompt(new Prompt(Prompt.Type.CREATE));
        }
        return new LoginAttempt(
                state.getValue(),
                nonce.getValue(),
                verifier.getValue(),
                request.build().toURI());
    }

    /** The state an answer carries; empty if it carries none. */
    Optional<String> stateOf(URI answer) throws LoginFailedException {
        return Optional.ofNullable(parse(answer).getState()).map(State::getValue);
    }

    /**
     * Whether Keycloak says that this log-in was finished or given up in another tab. It then asks the app to begin again,
     * which is silent where the browser has a session by now (Keycloak's {@code Constants.AUTHENTICATION_EXPIRED_MESSAGE}).
     */
    boolean endedElsewhere(URI answer) throws LoginFailedException {
        AuthenticationResponse response = parse(answer);
        return !response.indicatesSuccess()
                && OAuth2Error.TEMPORARILY_UNAVAILABLE
                        .getCode()
                        .equals(response.toErrorResponse().getErrorObject().getCode())
                && "authentication_expired"
                        .equals(response.toErrorResponse().getErrorObject().getDescription());
    }

    /** Redeems the answer to an attempt of this very browser. */
    DemoUser finish(URI answer, LoginAttempt attempt) throws LoginFailedException {
        AuthenticationResponse response = parse(answer);
        // RFC 9207: an answer that names its sender must name ours
        if (response.getIssuer() != null && !response.getIssuer().equals(issuer)) {
            throw new LoginFailedException(400, "The answer came from another login server.", null, null);
        }
        if (!response.indicatesSuccess()) {
            throw refused(400, response.toErrorResponse().getErrorObject());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new LoginFailedException(400, "The login server sent no code.", null, null);
        }
        JWT token = redeem(code, attempt);
        return user(token, claims(token, attempt));
    }

    /** Where the browser goes to end the session at the login server too. */
    URI logoutUrl(DemoUser user) throws LoginFailedException {
        try {
            JWT hint = JWTParser.parse(user.idToken());
            URI endpoint = provider().metadata().getEndSessionEndpointURI();
            return new LogoutRequest(endpoint, hint, afterLogout, null).toURI();
        } catch (java.text.ParseException e) {
            throw new LoginFailedException(500, "The login could not be ended at the login server.", e);
        }
    }

    private JWT redeem(AuthorizationCode code, LoginAttempt attempt) throws LoginFailedException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(code, callback, new CodeVerifier(attempt.codeVerifier()));
        HTTPRequest request = new TokenRequest.Builder(provider().metadata().getTokenEndpointURI(), clientId, grant)
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                throw refused(502, response.toErrorResponse().getErrorObject());
            }
            JWT token = ((OIDCTokenResponse) response.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
            if (token == null) {
                throw new LoginFailedException(502, "The login server sent no ID token.", null, null);
            }
            return token;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (ParseException e) {
            throw new LoginFailedException(502, "The login server's answer could not be read.", e);
        }
    }

    private IDTokenClaimsSet claims(JWT token, LoginAttempt attempt) throws LoginFailedException {
        try {
            return provider().tokens().validate(token, new Nonce(attempt.nonce()));
        } catch (BadJOSEException | JOSEException e) {
            throw new LoginFailedException(400, "The login server's token did not pass the check.", e);
        }
    }

    private static DemoUser user(JWT token, IDTokenClaimsSet claims) {
        String email = Objects.requireNonNullElse(claims.getStringClaim("email"), "");
        String name = claims.getStringClaim("name");
        return new DemoUser(
                claims.getSubject().getValue(),
                name == null || name.isBlank() ? email : name,
                email,
                Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                token.getParsedString());
    }

    private Provider provider() throws LoginFailedException {
        Provider known = provider;
        if (known == null) {
            try {
                OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
                known = new Provider(
                        metadata,
                        new IDTokenValidator(
                                issuer,
                                clientId,
                                SIGNATURE,
                                metadata.getJWKSetURI().toURL(),
                                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS)));
                provider = known;
            } catch (IOException e) {
                throw unreachable(e);
            } catch (GeneralException e) {
                throw new LoginFailedException(502, "The login server does not describe itself as " + issuer + ".", e);
            }
        }
        return known;
    }

    private static AuthenticationResponse parse(URI answer) throws LoginFailedException {
        try {
            return AuthenticationResponseParser.parse(answer);
        } catch (ParseException e) {
            throw new LoginFailedException(400, "This is not an answer of the login server.", e);
        }
    }

    private static LoginFailedException refused(int status, ErrorObject error) {
        return new LoginFailedException(status, "The login server refused.", error.getCode(), error.getDescription());
    }

    private static LoginFailedException unreachable(IOException cause) {
        return new LoginFailedException(502, "The login server does not answer. Try again in a moment.", cause);
    }
}
