package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The Collector works by the list that capture-writer carries: both files are read. */
final class AllowListTest {
  private static final Path COLLECTOR = Path.of("../observability/otel-collector-config.yaml");
  private static final AllowList LIST = AllowList.SHARED;

  @Test
  void theCollectorAllowsTheSameAttributes() throws IOException {
    // It has one list for all places; what may not stand at a span goes from events by keep_keys.
    TreeSet<String> all = new TreeSet<>(LIST.attributes());
    all.addAll(LIST.events());

    String[] allowed = String.valueOf(redaction("redaction").get("allowed_keys")).split(",");
    all.add("${env:SPANLINE_ALLOWED_ATTRIBUTES:-}");
    assertThat(allowed).containsExactlyInAnyOrderElementsOf(all);
    assertThat(keys(Files.readString(COLLECTOR), "keep_keys(spanevent.attributes, ["))
        .containsExactlyInAnyOrderElementsOf(LIST.events());
  }

  @Test
  void theCollectorBlocksTheSameTexts() throws IOException {
    List<String> whole = LIST.blocked().stream().map("(?s)^.*?(?:%s).*"::formatted).toList();

    for (String processor : List.of("redaction", "redaction/metrics")) {
      assertThat(texts(redaction(processor), "blocked_values"))
          .startsWith(whole.toArray(String[]::new))
          // That of sizes.
          .hasSize(whole.size() + 1);
    }
    assertThat(texts(redaction("redaction"), "allowed_values")).containsExactly(LIST.harmless());
  }

  @Test
  void theCollectorCleansTheSameNames() throws IOException {
    Set<String> keys = new TreeSet<>(LIST.names().resource());
    assertThat(texts(redaction("redaction/metrics"), "ignored_keys"))
        .containsExactlyInAnyOrderElementsOf(keys);
    keys.addAll(LIST.names().span());
    assertThat(texts(redaction("redaction"), "ignored_keys"))
        .containsExactlyInAnyOrderElementsOf(keys);

    String collector = Files.readString(COLLECTOR);
    List<String> fields = new ArrayList<>(List.of("span.name", "scope.name", "spanevent.name"));
    LIST.names()
        .resource()
        .forEach(key -> fields.add("resource.attributes[\"%s\"]".formatted(key)));
    for (String field : fields) {
      assertCleans(collector, field, "replace_pattern(" + field);
    }
    for (String key : LIST.names().span()) {
      assertCleans(
          collector,
          "span.attributes[\"%s\"]".formatted(key),
          "replace_all_patterns(span.cache, \"value\"");
    }
    assertThat(keys(collector, "keep_keys(span.cache, ["))
        .containsExactlyInAnyOrderElementsOf(LIST.names().span());
  }

  @Test
  void theCollectorMasksTheSameNamesOfScopesAndEvents() throws IOException {
    String blocked = quoted(String.join("|", LIST.blocked()));
    String harmless = quoted(LIST.harmless());

    for (String field : List.of("scope.name", "spanevent.name")) {
      assertThat(Files.readString(COLLECTOR))
          .contains(
              "set(%1$s, \"****\") where not IsMatch(%1$s, \"%2$s\") and IsMatch(%1$s, \"%3$s\")"
                  .formatted(field, harmless, blocked));
    }
  }

  private static void assertCleans(String collector, String field, String cleaning) {
    assertThat(collector).contains("IsMatch(%s, \"%s\")".formatted(field, LIST.suspect()));
    assertThat(collector)
        .containsSubsequence(
            LIST.cleaning().stream()
                .map(
                    each ->
                        "%s, \"%s\", \"%s\")"
                            .formatted(cleaning, quoted(each.find()), quoted(each.instead())))
                .toList());
  }

  private static String[] keys(String collector, String before) {
    int start = collector.indexOf(before) + before.length();
    return collector.substring(start, collector.indexOf(']', start)).replace("\"", "").split(", ");
  }

  @Test
  void whatIsHarmlessIsNotBlocked() {
    Pattern blocked = Pattern.compile(String.join("|", LIST.blocked()));
    String[] parts =
        ("GET |BASIC |bearer |token|password|pw|sig|eyJ|eyj|AKIA|0123456789ABCDEF|abcdefgh"
                + "|=|:|@|//|\"| |\n|.|/|?|x")
            .split("\\|");
    Random random = new Random(5);
    int harmless = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(6); left >= 0; left--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      if (text.toString().matches(LIST.harmless())) {
        harmless++;
        assertThat(blocked.matcher(text).find()).as("%s", text).isFalse();
      }
    }
    assertThat(harmless).isGreaterThan(1_000);
  }

  private static String quoted(String expression) {
    return expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
  }

  private static Map<?, ?> redaction(String name) throws IOException {
    try (InputStream file = Files.newInputStream(COLLECTOR)) {
      Map<?, ?> settings = new Yaml().load(file);
      return (Map<?, ?>) ((Map<?, ?>) settings.get("processors")).get(name);
    }
  }

  private static List<String> texts(Map<?, ?> settings, String key) {
    return ((List<?>) settings.get(key)).stream().map(String::valueOf).toList();
  }
}
