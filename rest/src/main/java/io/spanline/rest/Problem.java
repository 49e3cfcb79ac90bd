package io.spanline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The answer that says what is wrong with a request, as {@code application/problem+json} (RFC
 * 9457).
 *
 * @param detail names the thing and its value and the next step; lower case, no full stop
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  /** The problem as an exception; the server answers with it. */
  public static ProblemException of(int status, String detail) {
    return new ProblemException(new Problem(title(status), status, detail));
  }

  static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Client Error" : "Internal Server Error";
    };
  }
}
