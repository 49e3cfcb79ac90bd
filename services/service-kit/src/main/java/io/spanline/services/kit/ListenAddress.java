package io.spanline.services.kit;

/** Where a service listens; port 0 is any free one. */
public record ListenAddress(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
