namespace Orleans.Configuration;

/// <summary>How calls within the process behave.</summary>
public class SiloMessagingOptions : MessagingOptions;
