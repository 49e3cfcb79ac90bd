package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.baseline.Baselines;
import io.spanline.captures.baseline.YamlTree;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.captures.replay.ReplayManifestJson;
import io.spanline.captures.replay.Replays;
import io.spanline.topic.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The published schemas held against what is written, and what is written against them. */
class FileSchemasTest {
  /** A kind of file: its schema, and the golden file of the version that the schema is of. */
  enum Kind {
    MANIFEST("manifest.schema.json", "manifest-3.json"),
    BASELINE("baseline.schema.json", "baseline-3.yaml"),
    REPLAY_MANIFEST("replay-manifest.schema.json", "replay-manifest-1.json"),
    REPLAY_LINE("replay-line.schema.json", "replay-line-1.json");

    private final String schema;
    private final String golden;

    Kind(String schema, String golden) {
      this.schema = schema;
      this.golden = golden;
    }

    JsonNode schema() throws IOException {
      return PublishedSchema.json(schema);
    }

    JsonNode golden() throws IOException {
      byte[] bytes = GoldenFiles.bytes(golden);
      return this == BASELINE ? YamlTree.read(bytes) : Json.MAPPER.readTree(bytes);
    }

    /** Written now, with as little in it as there may be. */
    JsonNode least() throws IOException {
      return switch (this) {
        case MANIFEST ->
            Json.MAPPER.readTree(ManifestJson.write(Manifests.with(1, Selection.ALL, null, null)));
        case BASELINE ->
            Json.MAPPER.readTree(BaselineYaml.tree(Baselines.of(new BaselineTally())).toString());
        case REPLAY_MANIFEST -> Json.MAPPER.readTree(ReplayManifestJson.write(Replays.least()));
        case REPLAY_LINE -> Json.MAPPER.readTree(ReplayLineJson.write(Replays.line(100)));
      };
    }

    List<Error> errors(JsonNode file) throws IOException {
      return PublishedSchema.open(schema).errors(file.toString());
    }

    /** Of a schema that knows no field but those that it describes. */
    List<Error> errorsIfClosed(JsonNode file) throws IOException {
      return PublishedSchema.closed(schema).errors(file.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGoldenFileIsValid(Kind kind) throws IOException {
    assertThat(kind.errors(kind.golden())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenWithLittleInItIsValid(Kind kind) throws IOException {
    assertThat(kind.errors(kind.least())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsDescribed(Kind kind) throws IOException {
    List<String> without = new ArrayList<>();
    describe(kind.schema(), "", without);

    assertThat(without).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldThatIsWrittenIsInTheSchema(Kind kind) throws IOException {
    assertThat(kind.errorsIfClosed(kind.golden())).isEmpty();
  }

  @Test
  void whatAManifestSaysOfReplaysIsInTheSchema() throws IOException {
    ObjectNode tree = Kind.MANIFEST.golden().deepCopy();
    ((ObjectNode) tree.at("/selection")).put("replay", "replay_001");
    ((ObjectNode) tree.at("/selection/where")).put("trace_id_prefix", "0123456789ABCDEF");
    tree.withObject("/counts/replayed").put("replay_001", 2).put("0123456789abcdef", 1);

    byte[] written = ManifestJson.write(FileFormat.read(tree, Manifest.class));

    JsonNode file = Json.MAPPER.readTree(written);
    assertThat(Kind.MANIFEST.errorsIfClosed(file)).isEmpty();
    assertThat(file.at("/selection/where/trace_id_prefix").asText()).isEqualTo("0123456789abcdef");
    assertThat(file.at("/selection/replay").asText()).isEqualTo("replay_001");
    assertThat(file.at("/counts/replayed")).hasSize(2);
  }

  /** Each value in turn becomes one of another type. */
  @ParameterizedTest
  @EnumSource
  void aValueOfAnotherTypeIsRefused(Kind kind) throws IOException {
    JsonNode golden = kind.golden();
    List<String> accepted = new ArrayList<>();
    for (String pointer : JsonParts.pointers(golden)) {
      if (golden.at(pointer).isObject()) {
        continue; // Maps take any object.
      }
      JsonNode wrong = golden.deepCopy();
      JsonParts.set(wrong, pointer, JsonNodeFactory.instance.objectNode().put("no", true));
      if (kind.errors(wrong).isEmpty()) {
        accepted.add(pointer);
      }
    }

    assertThat(accepted).isEmpty();
  }

  /** Each field that must be there in turn is not. */
  @ParameterizedTest
  @EnumSource
  void aFieldThatIsMissingIsRefused(Kind kind) throws IOException {
    ObjectNode golden = (ObjectNode) kind.golden();
    for (JsonNode required : kind.schema().path("required")) {
      ObjectNode missing = golden.deepCopy();
      missing.remove(required.asText());
      assertThat(kind.errors(missing)).as("without %s", required).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MANIFEST, /range, to",
    "MANIFEST, /capture, sha256",
    "MANIFEST, /counts/services/service-a, operations",
    "MANIFEST, /source/partitions/0, from",
    "MANIFEST, /conditions/toxics/on/0, type",
    "REPLAY_MANIFEST, /plan, speed",
    "REPLAY_MANIFEST, /counts, late",
    "REPLAY_MANIFEST, /lateness, histogram",
    "REPLAY_MANIFEST, /warm_up, trace_id_prefix",
    "BASELINE, /captures/0, sha256",
    "BASELINE, /services/service-a, p95_ms_ci",
    "BASELINE, /services/service-a/operations/GET ~1x, requests",
    "BASELINE, /services/service-a/resources, samples",
    "BASELINE, /edges/service-a->service-b, errors",
    "BASELINE, /edges/service-a->service-b/server, mean_ms"
  })
  void aFieldThatIsMissingFurtherDownIsRefused(Kind kind, String parent, String field)
      throws IOException {
    JsonNode without = kind.golden();

    JsonNode removed = ((ObjectNode) without.at(parent)).remove(field);

    assertThat(removed).isNotNull();
    assertThat(kind.errors(without)).isNotEmpty();
  }

  private static void describe(JsonNode schema, String path, List<String> without) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              // What an "if" asks of a field is described where the field is.
              if (!path.endsWith("/if")
                  && field.getValue().isObject()
                  && !field.getValue().has("description")) {
                without.add(path + "." + field.getKey());
              }
            });
    schema
        .properties()
        .forEach(field -> describe(field.getValue(), path + "/" + field.getKey(), without));
  }
}
