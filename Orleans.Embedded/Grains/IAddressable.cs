namespace Orleans.Runtime;

/// <summary>Anything that has a grain identity: a grain and a reference to a grain alike.</summary>
public interface IAddressable;
