package org.thermograd.adapter.http.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/** Reads a body in binary protobuf. Stateless. */
final class ProtobufBody {
    /** As deep as the library reads. */
    private static final int MAX_DEPTH = 100;

    private static final Parser<ExportMetricsServiceRequest> PARSER =
            DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser());

    private ProtobufBody() {}

    static ExportMetricsServiceRequest read(byte[] body) throws PushRefusedException {
        try {
            count(
                    CodedInputStream.newInstance(body),
                    ExportMetricsServiceRequest.getDescriptor(),
                    new MessageBudget(body.length),
                    0);
            return PARSER.parseFrom(body);
        } catch (IOException e) {
            throw PushRefusedException.of(
                    PushRejection.SYNTAX,
                    "body must be an ExportMetricsServiceRequest in protobuf, but it is broken: " + e.getMessage());
        }
    }

    /** Counts the messages within one, before memory is taken for any of them. */
    private static void count(CodedInputStream in, Descriptor type, MessageBudget budget, int depth)
            throws IOException, PushRefusedException {
        if (depth > MAX_DEPTH) {
            throw PushRefusedException.of(
                    PushRejection.SYNTAX, "body must keep within " + MAX_DEPTH + " levels, got more");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field != null
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                budget.take();
                int before = in.pushLimit(in.readRawVarint32());
                count(in, field.getMessageType(), budget, depth + 1);
                in.popLimit(before);
            } else {
                in.skipField(tag);
            }
        }
    }
}
