using System.Net.Mail;
using System.Net.Sockets;

namespace Bandeng.Organizations.Messages;

/// <summary>What went wrong on the way, in words that hold neither recipient nor message.</summary>
internal static class DeliveryError
{
    public static string Of(Exception failure) => failure switch
    {
        SmtpException mail when mail.InnerException is SocketException inner => $"mail: {inner.SocketErrorCode}",
        SmtpException mail => $"mail: {mail.StatusCode}",
        HttpRequestException { StatusCode: { } status } => $"answered {(int)status}",
        HttpRequestException { InnerException: SocketException inner } => $"call: {inner.SocketErrorCode}",
        HttpRequestException { InnerException: RefusedAddressException } or RefusedAddressException =>
            "its address lies inside",
        HttpRequestException call => $"call: {call.HttpRequestError}",
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => failure.GetType().Name,
    };
}
