package org.thermograd.adapter.http.otlp;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.adapter.http.push.PushRefusedException;

/** The two forms of a request, each with that of its answer. */
enum OtlpFormat {
    /** Binary protobuf. */
    PROTOBUF("application/x-protobuf") {
        @Override
        ExportMetricsServiceRequest read(byte[] body) throws PushRefusedException {
            return ProtobufBody.read(body);
        }

        @Override
        byte[] success(RefusedPoints refused) {
            ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
            if (refused.count() > 0) {
                response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(refused.count())
                        .setErrorMessage(refused.message()));
            }
            return response.build().toByteArray();
        }

        @Override
        byte[] status(String message) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                out.writeString(STATUS_MESSAGE_FIELD, message);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    },
    /** JSON. */
    JSON("application/json") {
        @Override
        ExportMetricsServiceRequest read(byte[] body) throws PushRefusedException {
            return JsonBody.read(body);
        }

        @Override
        byte[] success(RefusedPoints refused) {
            String json = refused.count() == 0
                    ? "{}"
                    : "{\"partialSuccess\":{\"rejectedDataPoints\":\"" + refused.count() + "\",\"errorMessage\":"
                            + JsonText.whole(refused.message()) + "}}";
            return json.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] status(String message) {
            return ("{\"message\":" + JsonText.whole(message) + "}").getBytes(StandardCharsets.UTF_8);
        }
    };

    /** The field {@code message} of {@code google.rpc.Status}. */
    private static final int STATUS_MESSAGE_FIELD = 2;

    private final String contentType;

    OtlpFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the form of a request by its {@code Content-Type}. */
    static Optional<OtlpFormat> of(@Nullable String header) {
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (OtlpFormat format : values()) {
            if (format.contentType.equals(type)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Returns the {@code Content-Type} of requests and answers. */
    String contentType() {
        return contentType;
    }

    /** Reads a request. */
    abstract ExportMetricsServiceRequest read(byte[] body) throws PushRefusedException;

    /** Returns the body of the answer to a request that was read, an {@code ExportMetricsServiceResponse}. */
    abstract byte[] success(RefusedPoints refused);

    /** Returns the body of the answer to one that was refused, a {@code google.rpc.Status}. */
    abstract byte[] status(String message);
}
