package io.github.orrery.icons;

import io.github.orrery.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET and its redirects, over a connection to an address that was looked at before: a client that looks a name up
 * again could be given another one.
 */
final class IconDownload {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})(?:[ \t;].*)?");

    private record Answer(int status, List<String> headers) {
        Optional<String> header(String name) {
            String start = name + ":";
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    private final IconLimits limits;
    private final long deadline;

    private IconDownload(IconLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.total().toNanos();
    }

    /**
     * The file at an address.
     *
     * @throws NoIconException where it cannot be had within the limits
     */
    static byte[] get(String url, IconLimits limits) throws NoIconException {
        IconDownload download = new IconDownload(limits);
        try {
            URI uri = address(url);
            for (int redirects = 0; redirects <= IconLimits.REDIRECTS; redirects++) {
                Object next = download.ask(uri);
                if (next instanceof byte[] content) {
                    return content;
                }
                uri = redirected(uri, (String) next);
            }
            throw new NoIconException("is redirected more than " + IconLimits.REDIRECTS + " times");
        } catch (NoIconException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw NoIconException.silentHost("does not come in time");
        } catch (SSLException e) {
            throw NoIconException.silentHost("has no connection that can be trusted");
        } catch (UnknownHostException e) {
            throw NoIconException.silentHost("is of a host that nobody knows");
        } catch (EOFException e) {
            throw new NoIconException("breaks off");
        } catch (IOException e) {
            throw NoIconException.silentHost("cannot be reached");
        }
    }

    private static URI address(String url) throws NoIconException {
        if (url.length() > IconLimits.ADDRESS) {
            throw new NoIconException("has an address of more than " + IconLimits.ADDRESS + " characters");
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new NoIconException("is no address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("http") || scheme.equals("https");
        boolean isPort = uri.getPort() != 0 && uri.getPort() <= 65535;
        if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null || !isPort) {
            throw new NoIconException("is no http or https address of a host");
        }
        return uri;
    }

    private static URI redirected(URI from, String location) throws NoIconException {
        URI target;
        try {
            target = address(from.resolve(URI.create(location)).toString());
        } catch (IllegalArgumentException e) {
            throw new NoIconException("is redirected to " + Problem.quote(location) + ", which is no address");
        }
        if (isSecure(from) && !isSecure(target)) {
            throw new NoIconException("is redirected from https to http");
        }
        return target;
    }

    private static boolean isSecure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** The content, or the place of a redirect. */
    private Object ask(URI uri) throws IOException {
        try (Socket socket = connect(uri)) {
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            String request = "GET " + ascii(path + query) + " HTTP/1.1\r\nHost: " + host
                    + "\r\nUser-Agent: orrery\r\nAccept: image/png, image/jpeg, image/webp\r\n"
                    + "Accept-Encoding: identity\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Received in = new Received(socket.getInputStream());
            Answer answer = answer(in);
            Optional<String> location = answer.header("Location");
            if (answer.status() / 100 == 3 && location.isPresent()) {
                return location.get();
            }
            if (answer.status() != 200) {
                throw new NoIconException("is answered with status " + answer.status());
            }
            return body(answer, in);
        }
    }

    /** As a request may hold it: a URI of Java's may hold letters of all scripts. */
    private static String ascii(String pathAndQuery) {
        StringBuilder ascii = new StringBuilder();
        for (byte next : pathAndQuery.getBytes(StandardCharsets.UTF_8)) {
            if (next > 0) {
                ascii.append((char) next);
            } else {
                ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
            }
        }
        return ascii.toString();
    }

    private Socket connect(URI uri) throws IOException {
        int port = uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
        InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
        for (InetAddress address : addresses) {
            if (!limits.reachable().test(address)) {
                throw new NoIconException("is of a host within a private network");
            }
        }
        Socket plain = new PatientSocket();
        try {
            plain.connect(new InetSocketAddress(addresses[0], port), patience(limits.connect()));
            return isSecure(uri) ? secured(plain, uri.getHost(), port) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private int patience(Duration most) throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, most.toMillis());
    }

    private static Answer answer(Received in) throws IOException {
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            length += line.length() + 2;
            if (length > IconLimits.HEADERS) {
                throw new NoIconException("comes with more than " + IconLimits.HEADERS + " bytes of headers");
            }
            lines.add(line);
        }
        Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!status.matches()) {
            throw new NoIconException("is not answered with HTTP");
        }
        return new Answer(Integer.parseInt(status.group(1)), lines);
    }

    private byte[] body(Answer answer, Received in) throws IOException {
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new NoIconException("comes encoded as " + Problem.quote(encoding) + " though that was not asked for");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        String length = answer.header("Content-Length").orElse("");
        if (answer.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            for (int chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
                read(in, chunk, content);
                in.line();
            }
        } else if (LENGTH.matcher(length).matches()) {
            read(in, Long.parseLong(length), content);
        } else {
            for (int next = in.read(); next >= 0; next = in.read()) {
                checkLength(content.size() + 1L);
                content.write(next);
            }
        }
        return content.toByteArray();
    }

    private static int chunk(Received in) throws IOException {
        Matcher chunk = CHUNK.matcher(in.line());
        if (!chunk.matches()) {
            throw new NoIconException("is not answered with HTTP");
        }
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(chunk.group(1), 16));
    }

    private void read(Received in, long length, ByteArrayOutputStream content) throws IOException {
        checkLength(content.size() + length);
        for (long i = 0; i < length; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            content.write(next);
        }
    }

    private void checkLength(long length) throws NoIconException {
        if (length > limits.bytes()) {
            throw new NoIconException("has more than " + limits.bytes() + " bytes");
        }
    }

    /** Each of its reads has no more patience than there is left: those of a handshake over it too. */
    private final class PatientSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    setSoTimeout(patience(limits.idle()));
                    return super.read();
                }

                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    setSoTimeout(patience(limits.idle()));
                    return super.read(buffer, from, length);
                }
            };
        }
    }

    /** What a server sent. */
    private static final class Received {
        private final InputStream in;
        private final byte[] buffer = new byte[8192];
        private int at;
        private int end;

        Received(InputStream in) {
            this.in = in;
        }

        int read() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
            }
            return end == 0 ? -1 : buffer[at++] & 0xff;
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                if (line.length() > IconLimits.HEADERS) {
                    throw new NoIconException("comes with more than " + IconLimits.HEADERS + " bytes of headers");
                }
                line.append((char) next);
            }
            int last = line.length() - 1;
            return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
        }
    }
}
