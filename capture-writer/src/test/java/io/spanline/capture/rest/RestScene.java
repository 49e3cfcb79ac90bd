package io.spanline.capture.rest;

import io.spanline.capture.SnapshotScene;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Captures that are served from a folder of the test. */
abstract class RestScene {
  @TempDir Path data;
  ServedCaptures served;

  @BeforeEach
  void start() throws IOException {
    served = ServedCaptures.in(data);
  }

  @AfterEach
  void stop() throws IOException {
    served.close();
  }

  void oneTrace() {
    served.request("t1", -30);
  }

  HttpResponse<String> post(String body) {
    return served.post(body);
  }

  HttpResponse<String> get(String path) {
    return served.caller.get(path);
  }

  HttpRequest.Builder to(String path) {
    return served.caller.request(path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return served.caller.send(request);
  }

  void assertNoFile() throws IOException {
    SnapshotScene.assertNoFile(data);
  }
}
