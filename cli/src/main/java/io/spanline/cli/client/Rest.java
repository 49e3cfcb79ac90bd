package io.spanline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.Complaint;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP to one of the stack's processes. */
public final class Rest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final String name;
  private final String base;
  private final Duration timeOut;

  /**
   * A client of one process.
   *
   * @param name of the process, for messages
   * @param address host and port
   */
  public Rest(String name, String address, Duration timeOut) {
    this.name = name;
    this.base = "http://" + address;
    this.timeOut = timeOut;
  }

  /**
   * The answer to a GET.
   *
   * @throws Complaint if it is not a 2xx, with the problem's detail
   */
  public JsonNode get(String path) {
    return body(send(request(path).GET().build()));
  }

  /** Whether a GET is answered with 2xx. */
  public boolean answers(String path) {
    try {
      return send(request(path).GET().build()).statusCode() / 100 == 2;
    } catch (Complaint e) {
      return false;
    }
  }

  /**
   * The answer to a POST of a JSON body.
   *
   * @throws Complaint if it is not a 2xx, with the problem's detail
   */
  public JsonNode post(String path, Object body) {
    return body(
        send(
            request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(timeOut);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw Complaint.failed(
          "%s does not answer at %s (%s); ./spanline status shows what runs"
              .formatted(name, base, e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("interrupted while waiting for " + name);
    }
  }

  private JsonNode body(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw Complaint.failed("%s answered %d with no JSON".formatted(name, response.statusCode()));
    }
    if (response.statusCode() / 100 != 2) {
      throw Complaint.failed(
          "%s: %s"
              .formatted(name, body.path("detail").asText("answered " + response.statusCode())));
    }
    return body;
  }
}
