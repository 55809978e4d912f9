ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_campaign_id_campaigns_id_fk";
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_batch_id_delivery_batches_id_fk";
--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD CONSTRAINT "delivery_batches_of_campaign" UNIQUE("id","campaign_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_batch_of_campaign_fk" FOREIGN KEY ("batch_id","campaign_id") REFERENCES "public"."delivery_batches"("id","campaign_id") ON DELETE cascade ON UPDATE no action;
