package io.github.keycloakporter.tools.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what the file does not name  | {"a": 1, "b": 2}                 | {"a": 1}
            a number in quotes           | {"a": 3600}                      | {"a": "3600"}
            a switch in quotes           | {"a": true}                      | {"a": "true"}
            an empty text                | {}                               | {"a": ""}
            an empty list                | {}                               | {"a": []}
            lists without order          | {"a": ["x", "y"]}                | {"a": ["y", "x"]}
            objects in a list            | {"a": [{"b": 1, "id": 7}]}       | {"a": [{"b": 1}]}
            a masked secret              | {"secret": "**********"}         | {"secret": "new"}
            a masked secret in a list    | {"c": ["**********"]}            | {"c": ["new"]}
            JSON in a text               | {"a": "{\\"x\\": 1, \\"y\\": 2}"}    | {"a": "{\\"y\\":2,\\"x\\":1}"}
            """)
    void isNoDifference(String what, String live, String desired) {
        assertThat(Difference.between(json(live), json(desired))).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a value           | {"a": {"b": "x"}}          | {"a": {"b": "y"}}          | a.b: "x" → "y"
            a switch          | {"a": true}                | {"a": "false"}             | a: true → "false"
            a new value       | {}                         | {"a": {"b": "y"}}          | a.b: (nothing) → "y"
            a list for none   | {}                         | {"a": ["y"]}               | a: (nothing) → ["y"]
            a vault entry     | {"password": "**********"} | {"password": "${vault.p}"} | password: ********** → ${vault.p}
            a secret          | {"password": "old"}        | {"password": "new"}        | password: ********** → **********
            """)
    void isADifference(String what, String live, String desired, String text) {
        assertThat(Difference.between(json(live), json(desired)))
                .as(what)
                .singleElement()
                .satisfies(difference -> assertThat(difference.toString().replace("\"${vault.p}\"", "${vault.p}"))
                        .isEqualTo(text));
    }

    @Test
    void listsAreShownByWhatIsMissingAndNew() {
        assertThat(Difference.between(json("{\"a\": [\"x\", \"y\"]}"), json("{\"a\": [\"y\", \"z\"]}")))
                .singleElement()
                .hasToString("a:\n      - x\n      + z");
    }

    @Test
    void noSecretIsInTheJson() {
        assertThat(Difference.between(
                                json("{\"config\": {\"clientSecret\": \"old\"}}"),
                                json("{\"config\": {\"clientSecret\": \"new\"}}"))
                        .get(0)
                        .json()
                        .toString())
                .contains("config.clientSecret")
                .doesNotContain("old", "new");
    }

    @Test
    void mergedKeepsWhatTheFileDoesNotName() {
        assertThat(Difference.merged(
                        json("{\"a\": {\"b\": 1, \"c\": [1, 2]}, \"d\": 4}"), json("{\"a\": {\"c\": [3]}}")))
                .isEqualTo(json("{\"a\": {\"b\": 1, \"c\": [3]}, \"d\": 4}"));
    }

    @Test
    void aHiddenSecretIsFound() {
        JsonNode live = json("{\"config\": {\"clientSecret\": \"**********\", \"clientId\": \"x\"}}");
        assertThat(Difference.hidesSecret(live, json("{\"config\": {\"clientSecret\": \"s\"}}")))
                .isTrue();
        assertThat(Difference.hidesSecret(live, json("{\"config\": {\"clientId\": \"y\"}}")))
                .isFalse();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
