package io.spanline.capture.rest;

import static io.spanline.rest.TestCaller.detail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files from outside: only plain ones get in. */
class FileNamesIT extends RestScene {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/captures/..%2f..%2fetc%2fpasswd",
        "/v1/captures/%2e%2e%2fx",
        "/v1/captures/.lock",
        "/v1/snapshots/capture_1",
        "/v1/baselines/..%2fx",
        "/v1/baselines/%00",
        "/v1/captures/capture_001%00.json",
        "/v1/captures/..%5c..%5cx",
        "/v1/captures/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/v1/captures/capture_001%2f..%2fcapture_001",
        "/v1/baselines/..%252fx",
        "/v1/baselines/A"
      })
  void refusesNamesThatAreNone(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/captures/capture_001/",
        "/v1/captures/",
        "/v1//captures",
        "/v1/captures/../captures/capture_001",
        "/V1/captures"
      })
  void aPathHasOneSpelling(String path) {
    oneTrace();
    post("{\"last_seconds\":60}");

    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aLinkIsNoFileOfOurs() throws Exception {
    oneTrace();
    post("{\"last_seconds\":60}");
    Path secret = Files.writeString(data.resolve("secret"), "secret");
    Files.createSymbolicLink(data.resolve("captures/capture_002.json"), secret);
    Files.createSymbolicLink(
        data.resolve("captures/capture_002.manifest.json"),
        data.resolve("captures/capture_001.manifest.json"));
    Files.createSymbolicLink(data.resolve("baselines/linked_baseline.yaml"), secret);

    assertThat(get("/v1/captures/capture_002").statusCode()).isEqualTo(404);
    assertThat(get("/v1/snapshots/capture_002").statusCode()).isEqualTo(404);
    assertThat(get("/v1/baselines/linked").statusCode()).isEqualTo(404);
    assertThat(get("/v1/captures").body()).doesNotContain("capture_002");
    assertThat(get("/v1/baselines").body()).doesNotContain("linked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/captures/capture_001", "/v1/snapshots/capture_001", "/v1/baselines/normal"})
  void saysWhereToLookForWhatIsNotThere(String path) throws Exception {
    assertThat(detail(get(path), 404)).contains("there are");
  }
}
