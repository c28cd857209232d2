package io.github.keycloakporter.spi.mail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server over UDP on loopback (RFC 1035, 4): knows what it is told, and is silent or out of order on demand. */
public final class LittleDns implements AutoCloseable {

    public static final int MX = 15;
    public static final int A = 1;
    public static final int AAAA = 28;
    public static final int TXT = 16;

    private static final int MOST_OF_A_STRING = 255;
    private static final int NO_SUCH_NAME = 3;
    private static final int SERVER_FAILURE = 2;
    private static final int SILENCE = -1;

    private final DatagramSocket socket;
    private final Map<String, byte[]> records = new ConcurrentHashMap<>();
    private final Map<String, Integer> codes = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    public LittleDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "little-dns");
        thread.setDaemon(true);
        thread.start();
    }

    public String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    public int questions() {
        return questions.get();
    }

    public LittleDns mx(String domain, int preference, String host) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        new DataOutputStream(data).writeShort(preference);
        data.write(name(host));
        return record(domain, MX, data.toByteArray());
    }

    /** Replaces what the domain had. */
    public LittleDns txt(String domain, String text) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] all = text.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < all.length; from += MOST_OF_A_STRING) {
            int length = Math.min(MOST_OF_A_STRING, all.length - from);
            data.write(length);
            data.write(all, from, length);
        }
        return record(domain, TXT, data.toByteArray());
    }

    public LittleDns address(String domain, int type) {
        return record(domain, type, new byte[type == A ? 4 : 16]);
    }

    /** A name that exists, without any record that is asked for. */
    public LittleDns empty(String domain) {
        codes.put(domain, 0);
        return this;
    }

    public LittleDns failing(String domain) {
        codes.put(domain, SERVER_FAILURE);
        return this;
    }

    public LittleDns silent(String domain) {
        codes.put(domain, SILENCE);
        return this;
    }

    private LittleDns record(String domain, int type, byte[] data) {
        records.put(domain + " " + type, data);
        return empty(domain);
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                questions.incrementAndGet();
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, question.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("The name server stopped", e);
            }
        }
    }

    private byte[] answer(ByteBuffer question) throws IOException {
        short id = question.getShort(0);
        question.position(12);
        StringBuilder domain = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            domain.append(domain.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        String name = domain.toString().toLowerCase(Locale.ROOT);
        short type = question.getShort();
        int code = codes.getOrDefault(name, NO_SUCH_NAME);
        if (code == SILENCE) {
            return new byte[0];
        }
        byte[] data = records.get(name + " " + type);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0x8580 | code);
        out.writeShort(1);
        out.writeShort(data == null ? 0 : 1);
        out.writeInt(0);
        out.write(name(name));
        out.writeShort(type);
        out.writeShort(1);
        if (data != null) {
            out.write(name(name));
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static byte[] name(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            out.write(label.length());
            out.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
