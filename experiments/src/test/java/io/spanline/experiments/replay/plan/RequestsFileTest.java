package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.experiments.replay.Supply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsFileTest {
  private static final String SECRET = "S3CRET\"\\ &";

  @TempDir private Path folder;

  @Test
  void fillsWhatARouteLacksAsItsPlaceNeedsIt() throws IOException {
    Files.writeString(folder.resolve("token"), "S3CRET\n");
    SuppliedRoute route =
        only(
            """
            requests:
              - route: POST /orders/{id}/items/:item
                headers:
                  Authorization: Bearer ${file:token}
                  content-type: application/json
                  x-id: '${path.id}'
                query: q=${path.id}&all=${path.3}%20$x
                body: '{"id":"${path.id}","item":"${path.item}","n":${n},"key":"${env:KEY}","raw":"$${n}"}'
            """);

    Supply.Parts parts = route.of("/orders/a%22%20b/items/ö+1", 7);

    assertThat(parts.headers())
        .containsOnly(
            Map.entry("authorization", "Bearer S3CRET"),
            Map.entry("content-type", "application/json"),
            Map.entry("x-id", "a\" b"));
    assertThat(parts.query()).isEqualTo("q=a%22%20b&all=items%20$x");
    assertThat(parts.body())
        .isEqualTo(
            """
            {"id":"a\\" b","item":"ö+1","n":7,"key":"S3CRET\\"\\\\ &","raw":"${n}"}\
            """);
  }

  @Test
  void aFormIsPercentEncodedAndOtherTextIsRaw() throws IOException {
    SuppliedRoute form =
        only(
            """
            requests:
              - route: POST /login
                headers: {content-type: application/x-www-form-urlencoded}
                body: key=${env:KEY}
            """);
    SuppliedRoute text = only("requests: [{route: POST /x, body: 'k ${env:KEY}'}]");

    assertThat(form.of("/login", 0).body()).isEqualTo("key=S3CRET%22%5C%20%26");
    assertThat(text.of("/x", 0).body()).isEqualTo("k " + SECRET);
  }

  @Test
  void drawsTheSameNumbersForTheSameSeedAndOthersForAnother() throws IOException {
    String file = "requests: [{route: POST /x, body: '${n:1..3} ${n:1..1000000}'}]";
    SuppliedRoute one = only(file);

    TreeSet<String> small = new TreeSet<>();
    for (int n = 0; n < 100; n++) {
      String body = one.of("/x", n).body();
      assertThat(only(file).of("/x", n).body()).isEqualTo(body);
      small.add(Objects.requireNonNull(body).split(" ")[0]);
    }

    assertThat(small).containsExactly("1", "2", "3");
    assertThat(only("seed: 2\n" + file).of("/x", 0).body()).isNotEqualTo(one.of("/x", 0).body());
  }

  @Test
  void theRouteOfAServiceIsNearerThanThatOfAll() throws IOException {
    RequestsFile file =
        read(
            """
            requests:
              - {route: POST /x, body: all}
              - {route: POST /x, service: a, body: of a}
              - {route: Shop.order, body: by operation}
            """);

    assertThat(body(file, "a", "POST /x")).isEqualTo("of a");
    assertThat(body(file, "b", "POST /x")).isEqualTo("all");
    assertThat(body(file, "b", "Shop.order")).isEqualTo("by operation");
    assertThat(file.of("b", Set.of("POST /y", "POST"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | line 1 column 1: 'requests' is missing",
        "[] | line 1 column 1: must be a mapping",
        "requests: 5 | line 1 column 11: must be a list",
        "requests: []\\nseeds: 5 | line 2 column 1: unknown key 'seeds'; known: seed, requests",
        "requests: []\\nrequests: [] | line 2 column 1: key 'requests' appears twice",
        "seed: x\\nrequests: [] | line 1 column 7: must be a whole number",
        "requests: [{body: x}] | line 1 column 12: 'route' is missing",
        "requests: [{route: P /x, bdy: x}] | line 1 column 26: unknown key 'bdy'; known: route,",
        "requests: [{route: P /x, body: {a: 1}}] | line 1 column 32: must be a text; put it in quotes",
        "requests: [{route: P /x, body: 5}] | column 32: must be a text; put it in quotes",
        "requests: [{route: P /x, body: '${x}'}] | line 1 column 32: unknown template ${x}; known: ${path",
        "requests: [{route: P /x, body: '${n:3..1}'}] | column 32: ${n:3..1} is an empty range",
        "requests: [{route: P /x, body: '${n'}] | column 32: ${ is not closed",
        "requests: [{route: P /x, body: '${path.id}'}] | the route names no part of its path",
        "requests: [{route: 'P /{id}', body: '${path.x}'}] | the route has no ${path.x}, it has ${path.id}",
        "requests: [{route: P /x, body: '${env:NONE}'}] | column 32: the environment has no NONE for ${env:NONE}: export it",
        "requests: [{route: P /x, body: '${file:none}'}] | column 32: the file of ${file:none} cannot be read",
        "requests: [{route: P /x, query: '?a=1'}] | column 33: write the query without the leading ?",
        "requests: [{route: P /x, query: 'a b'}] | column 33: a query must be percent-encoded",
        "requests: [{route: P /x, headers: {Host: h}}] | header 'host' is the replay's own; use --host NAME",
        "requests: [{route: P /x, headers: {traceparent: h}}] | header 'traceparent' is the replay's own; leave it out",
        "requests: [{route: P /x, headers: {'a b': h}}] | invalid header name 'a b'",
        "requests: [{route: P /x, headers: {A: h, a: i}}] | header 'a' appears twice",
        "requests: [{route: P /x, headers: {a: '${env:LINES}'}}] | ${env:LINES} holds a character that no header may have",
        "requests: [{route: P /x}, {route: P /x}] | line 1 column 27: P /x appears twice",
        "requests: [{route: P /x, body: 20260101}] | column 32: must be a text; put it in quotes",
        "requests: [ | line 1 column",
        "`` | is empty; expected the key requests",
        "a: &x [*x] | unknown key 'a'"
      })
  void aWrongFileIsNamedWithItsPlaceAndNoSecret(String yaml, String problem) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("requests.yaml").toString())
        .hasMessageContaining(problem)
        .hasMessageNotContaining("S3CRET")
        .hasMessageNotContaining("20260101");
  }

  @Test
  void anEmptyQueryIsSentAsNone() throws IOException {
    SuppliedRoute route = only("requests: [{route: GET /x, query: ''}]");

    assertThat(route.query()).isNotNull();
    assertThat(route.of("/x", 0).query()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /orders/{id}, /orders/7, 7",
    "GET /orders/{id}, /shop/orders/7, 7",
    "GET /orders/{id}, /orders/7/, 7",
    "GET orders/<int:id>/, /orders/7/, 7",
    "GET orders/<int:id>/, /shop/v1/orders/7/, 7",
    "GET Orders/{id?}, /orders/7, 7",
    "GET /orders/{id}/items/{item}, /a/orders/7/items/8, 7",
    "GET /{id}, /shop/7, 7",
    "GET /files/{name}.json/{id}, /files/a.json/7, 7",
    "GET /orders/{id}/{rest...}, /orders/7/8/9, 7",
    "GET /orders/{id}/**, /shop/orders/7/8/9, 7"
  })
  void findsThePartThatTheRouteNames(String name, String path, String id) throws IOException {
    SuppliedRoute route = only("requests: [{route: '%s', body: '${path.id}'}]".formatted(name));

    assertThat(route.misfit(path)).isNull();
    assertThat(route.of(path, 0).body()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /orders/{id}, /bills/7",
    "GET /orders/{id}, /orders",
    "GET /orders/{id}, /orders/7/items",
    "GET orders/<int:id>/items/, /orders/7/bills/",
    "GET /orders/{id}/**, /orders/7"
  })
  void aPathThatIsNotOfTheRouteDoesNotFit(String name, String path) throws IOException {
    SuppliedRoute route = only("requests: [{route: '%s', body: '${path.id}'}]".formatted(name));

    assertThat(route.misfit(path)).isEqualTo("does not fit the route");
  }

  @Test
  void nothingThatItReadShowsASecret() throws IOException {
    SuppliedRoute route =
        only("requests: [{route: P /x, headers: {a: 'S3CRET'}, query: S3CRET, body: S3CRET}]");

    assertThat(route.toString() + route.headers() + route.body() + route.of("/x", 0))
        .doesNotContain("S3CRET");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> RequestsFile.read(folder.resolve("none.yaml"), key -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no requests file %s".formatted(folder.resolve("none.yaml")));
  }

  private static String body(RequestsFile file, String service, String route) {
    SuppliedRoute found = Objects.requireNonNull(file.of(service, Set.of(route, "other")));
    return Objects.requireNonNull(found.of("/x", 0).body());
  }

  private SuppliedRoute only(String yaml) throws IOException {
    return read(yaml).routes().get(0);
  }

  private RequestsFile read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("requests.yaml"), yaml);
    return RequestsFile.read(file, Map.of("KEY", SECRET, "LINES", "S3CRET\nx")::get);
  }
}
