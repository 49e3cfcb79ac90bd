package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spanline.captures.BaselineName;
import io.spanline.captures.FileFormat;
import io.spanline.captures.GoldenFiles;
import io.spanline.captures.JsonParts;
import io.spanline.captures.ReplayId;
import io.spanline.captures.Resealed;
import io.spanline.captures.SealedJson;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final String GOLDEN = "manifest-3.json";
  private static final List<JsonNode> OTHERS =
      List.of(
          JsonNodeFactory.instance.nullNode(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.arrayNode().addNull(),
          JsonNodeFactory.instance.numberNode(-5),
          JsonNodeFactory.instance.textNode("\u0000../x"));

  @Test
  void writesTheGoldenFile() {
    assertThat(new String(ManifestJson.write(Manifests.full()), StandardCharsets.UTF_8))
        .isEqualTo(GoldenFiles.text(GOLDEN));
  }

  @Test
  void readsTheGoldenFile() {
    assertThat(ManifestJson.read(GoldenFiles.bytes(GOLDEN))).isEqualTo(Manifests.full());
  }

  @Test
  void readsOneThatWasHeldAgainstTheStatisticsAndKnewOfNoDeadLettersNorOwners() {
    Manifest.Conditions now = Manifests.conditions();
    Manifest.Counts counts = Manifests.full().counts();
    Manifest.Counts then =
        new Manifest.Counts(
            counts.traces(),
            counts.beganBefore(),
            counts.spans(),
            counts.sampled(),
            counts.untimed(),
            counts.truncated(),
            counts.truncatedEntrySpans(),
            counts.leftOut(),
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            counts.outcomes(),
            counts.services());

    assertThat(ManifestJson.read(GoldenFiles.bytes("manifest-3-with-statistics-check.json")))
        .isEqualTo(
            Manifests.edited(
                Manifests.full(),
                Map.of(
                    "conditions",
                    new Manifest.Conditions(ownerless(now.toxics()), now.resources(), null),
                    "counts",
                    then)));
  }

  private static Toxics ownerless(Toxics toxics) {
    return new Toxics(
        toxics.knownFrom(),
        toxics.unknown(),
        toxics.on().stream()
            .map(
                toxic ->
                    new Toxics.Toxic(
                        toxic.proxy(),
                        toxic.name(),
                        toxic.type(),
                        toxic.stream(),
                        toxic.toxicity(),
                        toxic.attributes(),
                        null,
                        null,
                        toxic.from(),
                        toxic.to()))
            .toList());
  }

  @Test
  void aManifestWithoutReasonsIsComplete() {
    Manifest complete = Manifests.ofMinute(1);

    Manifest read = ManifestJson.read(ManifestJson.write(complete));

    assertThat(read).isEqualTo(complete);
    assertThat(new String(ManifestJson.write(complete), StandardCharsets.UTF_8))
        .contains("\"complete\": true")
        .doesNotContain("\"incomplete\"", "\"label\"", "\"baseline\"");
  }

  @Test
  void namesTheReplayAndThePrefixOfItsTraces() {
    Manifest replayed =
        Manifests.edited(
            Manifests.ofMinute(1),
            Map.of(
                "selection",
                Map.of(
                    "where",
                    Map.of("trace_id_prefix", "0123456789abcdef"),
                    "replay",
                    "replay_007")));

    Manifest read = ManifestJson.read(ManifestJson.write(replayed));

    assertThat(read).isEqualTo(replayed);
    assertThat(read.selection().replay()).isEqualTo(new ReplayId(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "manifest/3|manifest/4|schema must be 'spanline.manifest/3', was 'spanline.manifest/4'",
        "manifest/3|manifest/2|schema is 'spanline.manifest/2', which is no longer read; take a",
        "capture/3|capture/2|capture.schema is 'spanline.capture/2', which is no longer read",
        "\"capture_001\"|\"../capture_001\"|id must be a capture's id such as capture_001, was",
        "\"range\"|\"rage\"|range is missing",
        "\"counts\"|\"count\"|counts is missing",
        "\"open_spans\": 7|\"open_spans\": \"7\"|incomplete.open_spans must be a whole number, was ",
        "\"open_spans\": 7|\"open_spans\": 7.5|incomplete.open_spans must be a whole number, was ",
        "\"open_spans\": 7|\"open_spans\": null|incomplete.open_spans must be a whole number, was ",
        "\"lines\": 2|\"lines\": 2, \"lines\": 3|not a manifest: Duplicate field 'lines'",
        "\"reasons\"|\"reason\"|incomplete: a part is missing or null",
        "\"partitions\"|\"parts\"|source: a part is missing or null",
        "\"settings\"|\"setting\"|settings is missing",
        "2026-11-22T10:15:00Z|2026-11-22T10:14:00Z|a range must end after it starts"
      })
  void refusesWhatIsNotAManifest(String part, String instead, String message) {
    String edited = GoldenFiles.text(GOLDEN).replace(part, instead);

    assertThatThrownBy(() -> ManifestJson.read(edited.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("io.spanline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "5", "null", "[]", "{}", "{\"schema\": 2}"})
  void refusesWhatIsNoObjectAtAll(String text) {
    assertThatThrownBy(() -> ManifestJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(not a manifest: |schema must be ).*");
  }

  /** Somebody took a part, and the sum fits all the same. */
  @Test
  void whateverPartIsAnotherItIsRefusedInWordsOrABaselineCanBeMadeOfIt() throws IOException {
    JsonNode golden = FileFormat.JSON.readTree(GoldenFiles.bytes("manifest-3.json"));
    List<String> pointers = JsonParts.pointers(golden);
    pointers.remove("/sha256");
    for (String pointer : pointers) {
      for (JsonNode other : OTHERS) {
        readOrRefuse(pointer + " as " + other, JsonParts.set(golden.deepCopy(), pointer, other));
      }
      readOrRefuse("without " + pointer, JsonParts.set(golden.deepCopy(), pointer, null));
    }
  }

  private static void readOrRefuse(String what, JsonNode edited) throws IOException {
    String text = FileFormat.JSON.writer(SealedJson.PRINTER).writeValueAsString(edited) + "\n";
    try {
      Manifest manifest = ManifestJson.read(Resealed.manifest(text));
      BaselineYaml.write(new BaselineTally().baseline(BaselineName.NORMAL, List.of(manifest)));
      ManifestJson.write(manifest);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("io.spanline", "\u0000");
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }
}
