package io.spanline.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends without end, and clients of it that do not read. */
final class UnreadSource implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;
  private static final int BUFFER = 4 * 1024;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> served = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();

  UnreadSource() throws IOException {
    Thread accepting = new Thread(this::accept, "unread-source");
    accepting.setDaemon(true);
    accepting.start();
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Connects to an address that leads here, and never reads. */
  Socket connect(String address) throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(BUFFER);
    String[] parts = address.split(":");
    client.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])));
    clients.add(client);
    return client;
  }

  /** Whether all buffers are full: nothing more was taken for a while. */
  boolean isStuck() throws InterruptedException {
    long before = sent.get();
    Thread.sleep(Duration.ofMillis(300).toMillis());
    return before > 0 && sent.get() == before;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        served.add(socket);
        Thread feeding = new Thread(() -> feed(socket), "unread-source-feed");
        feeding.setDaemon(true);
        feeding.start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void feed(Socket socket) {
    byte[] chunk = new byte[CHUNK];
    try (socket) {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(chunk);
        sent.addAndGet(CHUNK);
      }
    } catch (IOException e) {
      // The other side is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : served) {
      socket.close();
    }
    for (Socket socket : clients) {
      socket.close();
    }
  }
}
