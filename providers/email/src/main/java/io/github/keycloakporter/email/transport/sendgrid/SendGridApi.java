package io.github.keycloakporter.email.transport.sendgrid;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.Mail;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Calls of POST /v3/mail/send over kept connections, with time-outs: SendGrid's own client has none. */
final class SendGridApi implements AutoCloseable {

    /** SendGrid's load balancers drop idle connections after a minute. */
    private static final int CONNECTION_SECONDS = 30;

    private final SendGridConfig config;
    private final CloseableHttpClient http;

    /** Kept for as long as the connections: its finalizer would close them under the next caller. */
    private final Client client;

    SendGridApi(SendGridConfig config) {
        this.config = config;
        http = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setConnectionRequestTimeout(
                                (int) config.connectTimeout().toMillis())
                        .setSocketTimeout((int) config.timeout().toMillis())
                        .build())
                .setMaxConnPerRoute(config.parallelism())
                .setMaxConnTotal(config.parallelism())
                .setConnectionTimeToLive(CONNECTION_SECONDS, TimeUnit.SECONDS)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client = new Client(http, config.plainHttp());
    }

    SendGridAnswer send(SendGridKey key, Mail mail) throws IOException {
        Request request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(mail.build());
        SendGrid sendGrid = new SendGrid(key.value(), client);
        sendGrid.setHost(config.host());
        Response response = sendGrid.api(request);
        return SendGridAnswer.of(response.getStatusCode(), response.getHeaders(), response.getBody());
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // connections that cannot be closed are closed
            return;
        }
    }
}
