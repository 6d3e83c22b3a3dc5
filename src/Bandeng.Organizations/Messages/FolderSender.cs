using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Writes each message into <c>outbox/</c> of the data folder, one file a message: for trying out, and for offices
/// whose gateway fetches files.
/// </summary>
internal sealed class FolderSender(DataFolder folder) : IMessageSender
{
    public Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        var at = ChinaTime.Show(message.At);
        var name = string.Create(CultureInfo.InvariantCulture, $"{message.At:yyyyMMddTHHmmssfff}-{message.Id:N}.txt");
        return File.WriteAllTextAsync(
            Path.Combine(folder.Inside("outbox"), name),
            $"{message.Channel}\n{message.Recipient}\n{at}\n\n{message.Text}\n",
            cancel);
    }
}
