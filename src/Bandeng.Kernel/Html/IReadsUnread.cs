namespace Bandeng.Kernel.Html;

/// <summary>A page that says in words of its own what it cannot read, beside all else that stands in the way.</summary>
public interface IReadsUnread;
