package io.spanline.services.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends the same bytes to each caller and then says no more: answers that no real server gives. */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket socket;
  private final List<Socket> callers = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket socket) {
    this.socket = socket;
  }

  static ScriptedServer sending(String bytes) {
    try {
      ScriptedServer server =
          new ScriptedServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
      Thread thread = new Thread(() -> server.serve(bytes), "scripted-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  private void serve(String bytes) {
    try {
      while (true) {
        Socket caller = socket.accept();
        callers.add(caller);
        caller.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}
