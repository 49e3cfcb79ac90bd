package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP to one of the stack's processes. Every call throws a {@link ClientException}, with
 * the problem's detail, unless the answer is a 2xx.
 */
public final class Rest {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final String name;
  private final String base;
  private final Duration timeOut;
  private final @Nullable String token;

  /** A client of the process at host and port; messages give its name. */
  public Rest(String name, String address, Duration timeOut) {
    this(name, address, timeOut, Path.of(""));
  }

  /**
   * A client of a process that may require a token; the file's path is empty if it requires none.
   */
  public Rest(String name, String address, Duration timeOut, Path tokenFile) {
    this(
        name,
        "http://" + address,
        timeOut,
        tokenFile.toString().isEmpty() ? null : token(tokenFile));
  }

  private Rest(String name, String base, Duration timeOut, @Nullable String token) {
    this.name = name;
    this.base = base;
    this.timeOut = timeOut;
    this.token = token;
  }

  /** Another client of the same process, which waits otherwise. */
  Rest within(Duration time) {
    return new Rest(name, base, time, token);
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw ClientException.unusable(
          "cannot read token file %s; SPANLINE_TOKEN_FILE names it".formatted(file));
    }
  }

  /**
   * An answer with a 2xx status.
   *
   * @param location path of what was made; null if nothing was
   */
  public record Answer(int status, @Nullable String location, JsonNode body) {}

  public JsonNode get(String path) {
    return body(send(request(path).GET().build()));
  }

  /** Whether a GET is answered with 2xx. */
  public boolean answers(String path) {
    try {
      return send(request(path).GET().build()).statusCode() / 100 == 2;
    } catch (ClientException e) {
      return false;
    }
  }

  public JsonNode post(String path, Object body) {
    return post(path, body, Map.of()).body();
  }

  /** Like {@link #post(String, Object)}, with headers, and with more of the answer. */
  public Answer post(String path, Object body, Map<String, String> headers) {
    return answer(send(posting(path, body, headers)));
  }

  /**
   * Like {@link #post(String, Object, Map)}, for a request that may be repeated.
   *
   * @return null if no answer came in time, or one that says to repeat the request
   */
  public @Nullable Answer postIfInTime(String path, Object body, Map<String, String> headers) {
    try {
      HttpResponse<byte[]> response = Http.send(posting(path, body, headers));
      return response.statusCode() == CONFLICT
              && response.headers().firstValue("retry-after").isPresent()
          ? null
          : answer(response);
    } catch (HttpConnectTimeoutException e) {
      throw silent(e);
    } catch (HttpTimeoutException e) {
      return null;
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private HttpRequest posting(String path, Object body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
    headers.forEach(request::header);
    return request.build();
  }

  private Answer answer(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("location").orElse(null),
        body(response));
  }

  public JsonNode delete(String path) {
    return body(send(request(path).DELETE().build()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeOut);
    return token == null ? request : request.header("authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return Http.send(request);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  ClientException silent(IOException e) {
    return ClientException.silent(
        "%s does not answer at %s (%s)".formatted(name, base, e.getClass().getSimpleName()));
  }

  private JsonNode body(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw ClientException.refused(
          "%s answered %d with no JSON".formatted(name, response.statusCode()));
    }
    if (response.statusCode() / 100 != 2) {
      String why = "%s: %s".formatted(name, why(body, response.statusCode()));
      throw switch (response.statusCode()) {
        case NOT_FOUND -> ClientException.absent(why);
        case UNAVAILABLE -> ClientException.silent(why);
        default -> ClientException.refused(why);
      };
    }
    return body;
  }

  /** Our processes give a problem's detail, Toxiproxy an error. */
  private static String why(JsonNode body, int status) {
    return body.path("detail").asText(body.path("error").asText("answered " + status));
  }
}
