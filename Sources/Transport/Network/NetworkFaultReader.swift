import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Sorts the errors of the network libraries by what they mean for a request.
package enum NetworkFaultReader {
    /// The fault; words are taken only from errors that hold nothing of the request.
    package static func fault(_ error: any Error) -> SendFault {
        switch error {
        case let fault as SendFault: fault
        case is CancellationError: SendFault(.cancelled)
        case let error as HTTPClientError: fault(error)
        case let error as NIOConnectionError: fault(error)
        case let error as NIOSSLError: fault(error)
        case let error as NIOSSLExtraError: fault(error)
        case NIOHTTPDecompression.DecompressionError.limit: SendFault(.tooLarge)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            SendFault(.packing)
        case is HTTPParserError: SendFault(.reset)
        case ChannelError.connectTimeout: SendFault(.connect, detail: "no connection in time")
        case is ChannelError: SendFault(.reset)
        case let error as IOError: fault(error)
        default: SendFault(.other)
        }
    }

    private static func fault(_ error: HTTPClientError) -> SendFault {
        switch error {
        case .cancelled: SendFault(.cancelled)
        case .connectTimeout, .getConnectionFromPoolTimeout: SendFault(.connect, detail: "no connection in time")
        case .tlsHandshakeTimeout: SendFault(.connect, detail: "no TLS handshake in time")
        case .remoteConnectionClosed, .uncleanShutdown: SendFault(.reset)
        case .readTimeout, .writeTimeout: SendFault(.idleTimeout)
        case .deadlineExceeded: SendFault(.totalTimeout)
        case .invalidProxyResponse, .httpProxyHandshakeTimeout: SendFault(.proxy)
        case .proxyAuthenticationRequired: SendFault(.proxy, detail: "407 proxy authentication required")
        case .invalidURL, .emptyHost, .emptyScheme: SendFault(.request)
        default: SendFault(.other)
        }
    }

    private static func fault(_ error: IOError) -> SendFault {
        let isConnecting = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT].contains(error.errnoCode)
        return SendFault(isConnecting ? .connect : .reset, detail: error.description)
    }

    private static func fault(_ error: NIOConnectionError) -> SendFault {
        guard error.connectionErrors.isEmpty else {
            let words = error.connectionErrors.map { failure in
                switch failure.error {
                case let error as IOError: error.description
                default: "no connection in time"
                }
            }
            return SendFault(.connect, detail: words.first)
        }
        return SendFault(error.dnsAError == nil && error.dnsAAAAError == nil ? .connect : .name)
    }

    private static func fault(_ error: NIOSSLError) -> SendFault {
        switch error {
        case .handshakeFailed(.sslError(let stack)):
            // BoringSSL's words are the only place where the reason stands.
            let words = stack.map(\.description).joined(separator: " ")
            return SendFault(words.range(ofText: "CERTIFICATE_VERIFY_FAILED") == nil ? .tls : .trust)
        case .unableToValidateCertificate, .noCertificateToValidate: return SendFault(.trust)
        case .uncleanShutdown: return SendFault(.reset)
        default: return SendFault(.tls)
        }
    }

    private static func fault(_ error: NIOSSLExtraError) -> SendFault {
        switch error {
        case .failedToValidateHostname, .serverHostnameImpossibleToMatch: SendFault(.certificateName)
        default: SendFault(.tls)
        }
    }
}
