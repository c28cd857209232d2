package io.github.keycloakporter.tools.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.tools.server.ToolException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An inbox with an HTTP API, such as the local stack's: {@code GET ?to=address} answers with a list of emails, each with
 * {@code subject}, {@code text} and {@code html}.
 */
final class InboxApi implements Mailbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser http;
    private final URI url;

    InboxApi(Browser http, URI url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public List<Letter> letters(String address) {
        HttpResponse<String> answer = http.read(url + "?" + Browser.encode(Map.of("to", address)));
        if (answer.statusCode() != 200) {
            throw new ToolException("The mailbox " + url + " answered " + answer.statusCode() + ": correct --mailbox");
        }
        List<Letter> letters = new ArrayList<>();
        for (JsonNode mail : list(answer.body())) {
            letters.add(new Letter(
                    mail.path("subject").asText(),
                    mail.path("text").asText(),
                    mail.path("html").asText()));
        }
        return letters;
    }

    @Override
    public boolean remove(String address) {
        return false;
    }

    @Override
    public void close() {
        // nothing is open between two questions
    }

    private JsonNode list(String body) {
        try {
            JsonNode list = JSON.readTree(body);
            if (list != null && list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            throw new ToolException("The mailbox " + url + " does not answer with JSON: correct --mailbox", e);
        }
        throw new ToolException("The mailbox " + url + " does not answer with a list of emails: correct --mailbox");
    }
}
