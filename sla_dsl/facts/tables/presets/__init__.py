"""The presets: how exports of tools become tables of facts."""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    freshdesk,
    glpi,
    grafana,
    grafana_oncall,
    jira,
    opsgenie,
    osticket,
    pagerduty,
    pingdom,
    prometheus,
    prometheus_alerts,
    servicenow,
    statuscake,
    statuspage,
    upptime,
    uptime_kuma,
    uptimerobot,
    zabbix,
    zammad,
    zendesk,
)
from .preset import Preset

PRESETS: Mapping[str, Preset] = {
    "freshdesk": freshdesk.PRESET,
    "glpi": glpi.PRESET,
    "grafana": grafana.PRESET,
    "grafana-oncall": grafana_oncall.PRESET,
    "jira": jira.PRESET,
    "opsgenie": opsgenie.PRESET,
    "osticket": osticket.PRESET,
    "pagerduty": pagerduty.PRESET,
    "pingdom": pingdom.PRESET,
    "prometheus": prometheus.PRESET,
    "prometheus-alerts": prometheus_alerts.PRESET,
    "servicenow": servicenow.PRESET,
    "statuscake": statuscake.PRESET,
    "statuspage": statuspage.PRESET,
    "upptime": upptime.PRESET,
    "uptime-kuma": uptime_kuma.PRESET,
    "uptimerobot": uptimerobot.PRESET,
    "zabbix": zabbix.PRESET,
    "zammad": zammad.PRESET,
    "zendesk": zendesk.PRESET,
}
"""The presets by the names that `facts.toml` gives them."""
